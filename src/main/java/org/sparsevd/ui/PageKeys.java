package org.sparsevd.ui;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Page Up and Page Down move the pane around what has the keyboard, so that words between two
 * controls can be read without a mouse.
 */
final class PageKeys {
  /** Some lines of the page before stay to find the place again. */
  private static final double SHARE_OF_PAGE = 0.85;

  private static final double SLACK = 1;

  private PageKeys() {}

  static void listenTo(Scene scene) {
    // A focused pane would go on by a tenth of all it holds, and a field of one line takes the keys
    // without a use for them.
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getTarget() instanceof ScrollPane || event.getTarget() instanceof TextField) {
            take(event);
          }
        });
    scene.addEventHandler(KeyEvent.KEY_PRESSED, PageKeys::take);
  }

  private static void take(KeyEvent event) {
    int direction = direction(event);
    if (direction != 0 && !event.isConsumed() && event.getTarget() instanceof Node node) {
      scroll(node, direction);
      event.consume();
    }
  }

  private static int direction(KeyEvent event) {
    if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
      return 0;
    }
    return event.getCode() == KeyCode.PAGE_UP ? -1 : event.getCode() == KeyCode.PAGE_DOWN ? 1 : 0;
  }

  /** Moves the nearest pane that has more to show in that direction. */
  private static void scroll(Node from, int direction) {
    for (Node each = from; each != null; each = each.getParent()) {
      if (each instanceof ScrollPane pane && pane.getContent() != null) {
        Bounds room = pane.getViewportBounds();
        double hidden = pane.getContent().getLayoutBounds().getHeight() - room.getHeight();
        boolean isAtEnd = pane.getVvalue() == (direction > 0 ? pane.getVmax() : pane.getVmin());
        if (hidden > SLACK && !isAtEnd) {
          double page = direction * SHARE_OF_PAGE * room.getHeight() / hidden;
          double to = pane.getVvalue() + page * (pane.getVmax() - pane.getVmin());
          pane.setVvalue(Math.clamp(to, pane.getVmin(), pane.getVmax()));
          return;
        }
      }
    }
  }
}
