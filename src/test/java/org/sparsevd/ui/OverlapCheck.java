package org.sparsevd.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** What of a window lies over something else that is to be read or used. For the JavaFX thread. */
final class OverlapCheck {
  private static final double SLACK = 2;

  /** Above and below its letters a line of text has room that another's may reach into. */
  private static final double LEADING = 0.15;

  private record Seen(Node node, Bounds bounds) {}

  private OverlapCheck() {}

  /** A line for each two words or controls that lie over one another. */
  static List<String> overlapping(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    Node overlay = scene.lookup("#overlay");
    List<Seen> all = new ArrayList<>();
    AccessCheck.visible(overlay.isVisible() ? overlay : scene.getRoot())
        .filter(node -> isWords(node) || isControl(node))
        .forEach(node -> {
          Bounds bounds = seen(node);
          if (!bounds.isEmpty() && Contrast.inFront(node).stream().noneMatch(bounds::intersects)) {
            all.add(new Seen(node, bounds));
          }
        });
    List<String> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (Seen other : all.subList(i + 1, all.size())) {
        Seen one = all.get(i);
        if (overlap(one.bounds, other.bounds) && !isMeant(one.node, other.node)) {
          found.add(
              "%s%n    lies over %s"
                  .formatted(AccessCheck.describe(one.node), AccessCheck.describe(other.node)));
        }
      }
    }
    return found;
  }

  private static boolean isWords(Node node) {
    return node instanceof Text text && !text.getText().isBlank();
  }

  private static boolean isControl(Node node) {
    return node instanceof ButtonBase
        || node instanceof TextInputControl
        || node instanceof ComboBoxBase
        || node instanceof Slider;
  }

  private static boolean overlap(Bounds one, Bounds other) {
    double width =
        Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX());
    double height =
        Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY());
    return width > SLACK && height > SLACK;
  }

  /** A control's own words, the unit in a field, the figures of a row that is one button. */
  private static boolean isMeant(Node one, Node other) {
    if (one.getParent() instanceof TextFlow flow && flow.equals(other.getParent())) {
      return true; // parts of one text, whose lines begin and end anywhere
    }
    for (Node each = other; each != null; each = each.getParent()) {
      if (each.equals(one) || each.isMouseTransparent()) {
        return true;
      }
      if (each instanceof StackPane && holds(each, one)) {
        return each.getStyleClass().contains("setting-field");
      }
    }
    return false;
  }

  private static boolean holds(Node parent, Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each.equals(parent)) {
        return true;
      }
    }
    return false;
  }

  /** What is drawn of it, in the scene. */
  private static Bounds seen(Node node) {
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    double leading = node instanceof Text ? LEADING * bounds.getHeight() : 0;
    double left = bounds.getMinX();
    double top = bounds.getMinY() + leading;
    double right = bounds.getMaxX();
    double bottom = bounds.getMaxY() - leading;
    for (Node each = node.getParent(); each != null; each = each.getParent()) {
      if (AccessCheck.isViewport(each) || each.getClip() != null || each.getParent() == null) {
        Bounds room = each.localToScene(each.getLayoutBounds());
        left = Math.max(left, room.getMinX());
        top = Math.max(top, room.getMinY());
        right = Math.min(right, room.getMaxX());
        bottom = Math.min(bottom, room.getMaxY());
      }
    }
    return new BoundingBox(left, top, right - left, bottom - top);
  }
}
