package org.sparsevd.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;

/**
 * What of a window is cut off: words that end in dots, parts beyond what shows them, and what can't
 * be scrolled to. For the JavaFX thread.
 */
final class AccessCheck {
  private static final double SLACK = 1;

  /** Whose words may end in dots. A tooltip is no excuse: only a mouse brings one out. */
  private static final Set<String> CUT_BOXES = Set.of("preset");

  private AccessCheck() {}

  /** All nodes that are there to be seen, parents first. */
  static Stream<Node> visible(Node node) {
    if (!node.isVisible()) {
      return Stream.empty();
    }
    Stream<Node> below =
        node instanceof Parent parent
            ? parent.getChildrenUnmodifiable().stream().flatMap(AccessCheck::visible)
            : Stream.empty();
    return Stream.concat(Stream.of(node), below);
  }

  /** A line for each text that is not all there. */
  static List<String> clipped(Scene scene) {
    // A text set since the last pulse is not drawn yet: what the user sees comes after this.
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    List<String> found = new ArrayList<>();
    visible(scene.getRoot())
        .forEach(node -> {
          if (node instanceof Labeled labeled
              && labeled.getText() != null
              && !labeled.getText().isBlank()) {
            drawn(labeled)
                .filter(text -> !text.equals(labeled.getText()))
                .filter(text -> !isInAList(node))
                .ifPresent(text ->
                    found.add(
                        describe(node) + ": \"" + text + "\" of \"" + labeled.getText() + "\""));
          }
          if (node instanceof Text text && !text.getText().isBlank()) {
            beyond(text)
                .ifPresent(why -> found.add(describe(text) + " \"" + text.getText() + "\" " + why));
          }
          if (node instanceof ScrollPane pane) {
            outOfReach(pane).ifPresent(why -> found.add(describe(pane) + " " + why));
          }
        });
    return found;
  }

  /** The title of a preset may be longer than its box: the list under it has all of it. */
  private static boolean isInAList(Node node) {
    return node instanceof ListCell<?>
        && node.getParent() instanceof ComboBox<?> box
        && CUT_BOXES.contains(box.getId());
  }

  /** What a label shows of its text; an icon beside it is another text. */
  private static Optional<String> drawn(Labeled labeled) {
    return labeled.getChildrenUnmodifiable().stream()
        .filter(child -> child instanceof Text && child.getStyleClass().contains("text"))
        .map(child -> ((Text) child).getText())
        .findFirst();
  }

  /** Where a node ends outside of what shows it; what can be scrolled to is shown. */
  private static Optional<String> beyond(Node node) {
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    for (Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
      if (isViewport(parent) || parent instanceof TextField || isScrolledHead(parent)) {
        return Optional.empty(); // a field scrolls by itself
      }
      if (parent.getClip() != null || parent.getParent() == null || isBanner(parent)) {
        Bounds room = parent.localToScene(parent.getLayoutBounds());
        if (bounds.getMinX() < room.getMinX() - SLACK
            || bounds.getMaxX() > room.getMaxX() + SLACK
            || bounds.getMinY() < room.getMinY() - SLACK
            || bounds.getMaxY() > room.getMaxY() + SLACK) {
          return Optional.of("ends beyond " + describe(parent));
        }
      }
    }
    return Optional.empty();
  }

  /** Clips nothing, but what stands below it would cover what is too long for it. */
  private static boolean isBanner(Node node) {
    return node.getStyleClass().stream().anyMatch(style -> style.endsWith("-banner"));
  }

  /** The heads of a table move with its rows where there is a bar to move them. */
  private static boolean isScrolledHead(Node node) {
    return node.getStyleClass().contains("column-header-background")
        && node.getParent().lookupAll(".scroll-bar").stream()
            .anyMatch(bar ->
                bar instanceof ScrollBar scroll
                    && scroll.getOrientation() == Orientation.HORIZONTAL
                    && scroll.isVisible());
  }

  /** What is wider or higher than its place, without a bar to bring it there. */
  private static Optional<String> outOfReach(ScrollPane pane) {
    if (pane.getContent() == null || !pane.getContent().isVisible()) {
      return Optional.empty();
    }
    Bounds all = pane.getContent().getLayoutBounds();
    Bounds room = pane.getViewportBounds();
    boolean wide = all.getWidth() > room.getWidth() + SLACK;
    boolean high = all.getHeight() > room.getHeight() + SLACK;
    return (wide && pane.getHbarPolicy() == ScrollBarPolicy.NEVER)
            || (high && pane.getVbarPolicy() == ScrollBarPolicy.NEVER)
        ? Optional.of(
            "shows %.0f × %.0f of %.0f × %.0f and does not scroll"
                .formatted(room.getWidth(), room.getHeight(), all.getWidth(), all.getHeight()))
        : Optional.empty();
  }

  static boolean isViewport(Node node) {
    return node.getStyleClass().contains("viewport")
        || node.getStyleClass().contains("clipped-container")
        || node.getStyleClass().contains("virtual-flow");
  }

  /** A node and the nearest parents, for a message. */
  static String describe(Node node) {
    StringBuilder words = new StringBuilder();
    int depth = 0;
    for (Node each = node; each != null && depth < 5; each = each.getParent(), depth++) {
      words.append(depth == 0 ? "" : " < ").append(each.getClass().getSimpleName());
      if (each.getId() != null) {
        words.append('#').append(each.getId());
      }
      each.getStyleClass().stream().limit(3).forEach(style -> words.append('.').append(style));
    }
    return words.toString();
  }
}
