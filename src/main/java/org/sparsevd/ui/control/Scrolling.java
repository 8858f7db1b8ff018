package org.sparsevd.ui.control;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** Moves scroll panes. */
public final class Scrolling {
  private Scrolling() {}

  /**
   * Moves all panes around {@code node} no further than it takes to show it; of one that is larger
   * than its pane, the beginning.
   */
  public static void reveal(Node node) {
    for (Node each = node.getParent(); each != null; each = each.getParent()) {
      if (each instanceof ScrollPane pane && pane.getContent() != null) {
        reveal(node, pane);
      }
    }
  }

  private static void reveal(Node node, ScrollPane pane) {
    Node content = pane.getContent();
    Bounds all = content.getLayoutBounds();
    Bounds room = pane.getViewportBounds();
    Bounds wanted = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
    pane.setHvalue(
        place(
                wanted.getMinX() - all.getMinX(),
                wanted.getMaxX() - all.getMinX(),
                room.getWidth(),
                all.getWidth(),
                pane.getHvalue() / pane.getHmax())
            * pane.getHmax());
    pane.setVvalue(
        place(
                wanted.getMinY() - all.getMinY(),
                wanted.getMaxY() - all.getMinY(),
                room.getHeight(),
                all.getHeight(),
                pane.getVvalue() / pane.getVmax())
            * pane.getVmax());
  }

  /** Where to scroll to along one axis, from 0 to 1. */
  private static double place(double from, double to, double room, double all, double now) {
    double hidden = all - room;
    if (hidden <= 0) {
      return now;
    }
    double first = now * hidden; // that can be seen
    double last = Math.max(first, to - room);
    return Math.clamp(Math.min(last, from) / hidden, 0, 1);
  }
}
