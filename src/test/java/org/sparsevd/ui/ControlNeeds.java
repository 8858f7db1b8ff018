package org.sparsevd.ui;

import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.Overlay;
import org.sparsevd.ui.live.ChartSurface;

/** What of a window must be in reach of the keyboard. For the JavaFX thread. */
final class ControlNeeds {
  private static final List<Class<? extends Node>> CONTROLS =
      List.of(
          ButtonBase.class,
          TextInputControl.class,
          ComboBoxBase.class,
          Slider.class,
          Spinner.class,
          ListView.class,
          TableView.class,
          Hyperlink.class);

  private ControlNeeds() {}

  /** All that is there to be worked and can be now. */
  static List<Node> controls(Scene scene) {
    return AccessCheck.visible(scene.getRoot())
        .filter(node -> !node.isDisabled() && !isPart(node) && hasArea(node))
        .filter(node ->
            node.isFocusTraversable() || CONTROLS.stream().anyMatch(type -> type.isInstance(node)))
        .toList();
  }

  /** What does something by mouse and is neither a stop nor told to do the same by one. */
  static List<Node> mouseOnly(Scene scene, Set<Node> stops) {
    return AccessCheck.visible(scene.getRoot())
        .filter(node -> !node.isDisabled() && !isPart(node) && hasArea(node))
        .filter(node -> !(node instanceof ScrollPane) && !AccessCheck.isViewport(node))
        .filter(node -> Handlers.takesMouse(node) || Cursor.HAND.equals(node.getCursor()))
        .filter(node -> !hasKeyWay(node, stops))
        .toList();
  }

  private static boolean hasKeyWay(Node node, Set<Node> stops) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (stops.contains(each)) {
        return true;
      }
      if (each instanceof Card card) {
        return isWorkedByHead(node) && hasHeadButtons(card, stops);
      }
    }
    return "overlay".equals(node.getId()) && node.getParent() instanceof Overlay; // Esc
  }

  /**
   * A card, whose double click enlarges it, or its chart, which shows values under the mouse. The
   * buttons in the head do the same: the corner's enlarges, the menu's reads the chart out.
   */
  private static boolean isWorkedByHead(Node node) {
    return node instanceof Card || node instanceof ChartSurface;
  }

  private static boolean hasHeadButtons(Card card, Set<Node> stops) {
    List<Node> buttons =
        card.lookup(".card-head").lookupAll(".icon-button").stream()
            .filter(ControlNeeds::hasArea)
            .filter(button -> button.isVisible() && !button.isDisabled())
            .toList();
    return !buttons.isEmpty() && stops.containsAll(buttons);
  }

  /** Texts that are only seen when something scrolls. */
  static List<Text> scrolledTexts(Scene scene) {
    return AccessCheck.visible(scene.getRoot())
        .filter(node -> node instanceof Text text && !text.getText().isBlank())
        .filter(node -> !isPart(node) && hasArea(node))
        .map(Text.class::cast)
        .filter(text -> KeyboardWalk.beyond(text).isPresent())
        .toList();
  }

  /** What a control is made of is the control's own matter; a button in a cell is not. */
  private static boolean isPart(Node node) {
    if (node instanceof ScrollBar) {
      return true;
    }
    for (Node each = node.getParent(); each != null; each = each.getParent()) {
      boolean container =
          !(each instanceof Control) || each instanceof ScrollPane || each instanceof Label;
      if (!container && !(node instanceof ButtonBase)) {
        return true;
      }
      if (each instanceof ComboBoxBase || each instanceof Spinner || each instanceof ScrollBar) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasArea(Node node) {
    Bounds bounds = node.getLayoutBounds();
    return bounds.getWidth() > 1 && bounds.getHeight() > 1;
  }
}
