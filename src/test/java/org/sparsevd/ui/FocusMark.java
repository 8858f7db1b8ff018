package org.sparsevd.ui;

import java.util.Optional;
import java.util.TreeSet;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

/**
 * What of a control tells that it has the keyboard: the pixels that are another colour than without
 * it, 3 : 1 from before (WCAG 2.2, 2.4.13 and 1.4.11). For the JavaFX thread.
 */
final class FocusMark {
  /** Least ratio of a mark to what is there without it. */
  static final double RATIO = 3;

  /** How far a mark may stand out of its control, in px. */
  private static final int AROUND = 6;

  /** A caret or an underline is less wide or high. */
  private static final int LEAST_SIDE = 8;

  /** How far up styles are thought to matter. */
  private static final int DEPTH = 3;

  private FocusMark() {}

  /** Class and style classes, its own and of what it is in; what looks alike is looked at once. */
  static String kind(Node node) {
    StringBuilder kind = new StringBuilder(node.getClass().getSimpleName());
    int depth = 0;
    for (Node each = node; each != null && depth < DEPTH; each = each.getParent(), depth++) {
      kind.append(new TreeSet<>(each.getStyleClass()));
    }
    return kind.toString();
  }

  /** Why the mark of the focused {@code node}, chosen or not, is none; leaves it as it was. */
  static Optional<String> fault(Node node) {
    // A pane's picture of its content would be of before.
    node.getScene().getRoot().lookupAll(".viewport").forEach(pane -> pane.setCache(false));
    Optional<String> fault = faultNow(node);
    if (fault.isEmpty() && node instanceof ToggleButton button) {
      boolean before = button.isSelected();
      button.setSelected(!before);
      fault = faultNow(node).map(why -> (before ? "not chosen: " : "chosen: ") + why);
      button.setSelected(before);
    }
    return fault;
  }

  private static Optional<String> faultNow(Node node) {
    Scene scene = node.getScene();
    Rectangle2D place = place(node);
    WritableImage with = picture(scene, place);
    scene.getRoot().requestFocus();
    WritableImage without = picture(scene, place);
    node.requestFocus();
    PixelReader one = with.getPixelReader();
    PixelReader other = without.getPixelReader();
    int marked = 0;
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = -1;
    int bottom = -1;
    double best = 1;
    for (int y = 0; y < (int) with.getHeight(); y++) {
      for (int x = 0; x < (int) with.getWidth(); x++) {
        double ratio = Contrast.ratio(one.getArgb(x, y), other.getArgb(x, y));
        best = Math.max(best, ratio);
        if (ratio >= RATIO) {
          marked++;
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x);
          bottom = Math.max(bottom, y);
        }
      }
    }
    int width = right - left + 1;
    int height = bottom - top + 1;
    boolean isSeen = width >= LEAST_SIDE && height >= LEAST_SIDE && marked >= width + height;
    return isSeen
        ? Optional.empty()
        : Optional.of(
            "%d px of its picture change by 3 : 1, in %d × %d; the best change is %.2f : 1"
                .formatted(marked, Math.max(0, width), Math.max(0, height), best));
  }

  private static Rectangle2D place(Node node) {
    Scene scene = node.getScene();
    Bounds bounds = node.localToScene(node.getBoundsInLocal());
    double left = Math.max(0, Math.floor(bounds.getMinX()) - AROUND);
    double top = Math.max(0, Math.floor(bounds.getMinY()) - AROUND);
    double right = Math.min(scene.getWidth(), Math.ceil(bounds.getMaxX()) + AROUND);
    double bottom = Math.min(scene.getHeight(), Math.ceil(bounds.getMaxY()) + AROUND);
    return new Rectangle2D(left, top, right - left, bottom - top);
  }

  private static WritableImage picture(Scene scene, Rectangle2D place) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    SnapshotParameters part = new SnapshotParameters();
    part.setViewport(place);
    return scene.getRoot().snapshot(part, null);
  }
}
