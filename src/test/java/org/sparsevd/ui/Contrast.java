package org.sparsevd.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.sparsevd.ui.learn.LessonCoach;

/** Contrast as WCAG 2.2 defines it, of what a window really shows. */
final class Contrast {
  /** Least ratio of text to what is behind it; no exception for large text here. */
  static final double TEXT = 4.5;

  private static final int PICTURES_AT_MOST = 12;

  private Contrast() {}

  /** From 1, equal, to 21, black on white; of colours as 0xAARRGGBB. */
  static double ratio(int one, int other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(int argb) {
    return 0.2126 * linear((argb >> 16) & 255)
        + 0.7152 * linear((argb >> 8) & 255)
        + 0.0722 * linear(argb & 255);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  /**
   * A line for each enabled text with too little contrast, scrolling to what is not in sight; for
   * the JavaFX thread.
   *
   * @param checked counts the texts that were looked at
   */
  static List<String> faults(Scene scene, Set<Text> checked) {
    Set<Text> left = new LinkedHashSet<>();
    AccessCheck.visible(scene.getRoot())
        .filter(node -> node instanceof Text text && !text.getText().isBlank())
        .filter(node -> !node.isDisabled() && !node.getStyleClass().contains("icon"))
        .filter(node -> !isBehind(node))
        .forEach(node -> left.add((Text) node));
    List<String> wrong = new ArrayList<>();
    for (int picture = 0; picture < PICTURES_AT_MOST && !left.isEmpty(); picture++) {
      WritableImage seen = scene.snapshot(null);
      for (Text text : List.copyOf(left)) {
        if (isInSight(text, scene)) {
          check(text, seen, wrong);
          checked.add(text);
          left.remove(text);
        }
      }
      if (!left.isEmpty()) {
        Text next = left.iterator().next();
        scrollTo(next);
        scene.getRoot().layout();
        if (!isInSight(next, scene)) {
          left.remove(next); // larger than its place, or a part that lies nowhere
        }
      }
    }
    return wrong;
  }

  /** What the drawer or a lesson lies over is looked at where neither is open. */
  private static boolean isBehind(Node node) {
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    return inFront(node).stream().anyMatch(bounds::intersects);
  }

  /** Where the drawer and a lesson's card lie that a node is not part of, in the scene. */
  static List<Bounds> inFront(Node node) {
    List<Bounds> fronts = new ArrayList<>();
    for (Node each = node; each.getParent() != null; each = each.getParent()) {
      List<Node> siblings = each.getParent().getChildrenUnmodifiable();
      for (Node front : siblings.subList(siblings.indexOf(each) + 1, siblings.size())) {
        List<Node> parts =
            front instanceof LessonCoach coach
                ? coach.getChildrenUnmodifiable()
                : front instanceof Drawer ? List.of(front) : List.of();
        parts.stream()
            .filter(part -> front.isVisible() && part.isVisible() && !part.isMouseTransparent())
            .map(part -> part.getParent().localToScene(part.getBoundsInParent()))
            .forEach(fronts::add);
      }
    }
    return fronts;
  }

  private static boolean isInSight(Text text, Scene scene) {
    Bounds bounds = text.localToScene(text.getLayoutBounds());
    boolean inside =
        bounds.getMinX() >= 0
            && bounds.getMinY() >= 0
            && bounds.getMaxX() <= scene.getWidth()
            && bounds.getMaxY() <= scene.getHeight();
    for (Node each = text.getParent(); each != null && inside; each = each.getParent()) {
      if (AccessCheck.isViewport(each)) {
        inside = each.localToScene(each.getLayoutBounds()).contains(bounds);
      }
    }
    return inside;
  }

  private static void scrollTo(Node node) {
    for (Node each = node.getParent(); each != null; each = each.getParent()) {
      if (each instanceof ScrollPane pane && pane.getContent() != null) {
        Bounds all = pane.getContent().getLayoutBounds();
        Bounds at = pane.getContent().sceneToLocal(node.localToScene(node.getLayoutBounds()));
        Bounds room = pane.getViewportBounds();
        pane.setHvalue(share(at.getMinX(), all.getWidth() - room.getWidth()));
        pane.setVvalue(share(at.getMinY(), all.getHeight() - room.getHeight()));
      }
    }
  }

  private static double share(double at, double hidden) {
    return hidden <= 0 ? 0 : Math.clamp(at / hidden, 0, 1);
  }

  private static void check(Text text, WritableImage picture, List<String> wrong) {
    if (!(text.getFill() instanceof Color fill)) {
      return;
    }
    Bounds bounds = text.localToScene(text.getLayoutBounds());
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = (int) bounds.getMinY(); y < (int) bounds.getMaxY(); y++) {
      for (int x = (int) bounds.getMinX(); x < (int) bounds.getMaxX(); x++) {
        counts.merge(picture.getPixelReader().getArgb(x, y), 1, Integer::sum);
      }
    }
    if (counts.isEmpty()) {
      return;
    }
    int behind =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    double opacity = fill.getOpacity();
    for (Node node = text; node != null; node = node.getParent()) {
      opacity *= node.getOpacity();
    }
    int seen =
        (mixed(behind >> 16, fill.getRed(), opacity) << 16)
            | (mixed(behind >> 8, fill.getGreen(), opacity) << 8)
            | mixed(behind, fill.getBlue(), opacity);
    double ratio = ratio(seen, behind);
    if (ratio < TEXT) {
      wrong.add(
          "%.2f: #%06x on #%06x, \"%s\" in %s"
              .formatted(
                  ratio, seen, behind & 0xffffff, text.getText(), AccessCheck.describe(text)));
    }
  }

  private static int mixed(int behind, double channel, double opacity) {
    return (int) Math.round((behind & 255) * (1 - opacity) + 255 * channel * opacity);
  }
}
