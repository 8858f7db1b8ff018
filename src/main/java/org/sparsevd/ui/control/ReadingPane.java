package org.sparsevd.ui.control;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/**
 * Scrolls what is only read. As there is nothing in it to give the keyboard to, it takes that
 * itself as long as it hides something: arrow keys and Page Up and Down move it then.
 */
public final class ReadingPane extends ScrollPane {
  private static final double SLACK = 1;

  /**
   * @param name what is read, for screen readers
   */
  public ReadingPane(Region content, String name) {
    super(content);
    setFitToWidth(true);
    setFocusTraversable(false);
    setAccessibleText(name);
    viewportBoundsProperty().addListener(observable -> fit());
    content.layoutBoundsProperty().addListener(observable -> fit());
  }

  private void fit() {
    double hidden = getContent().getLayoutBounds().getHeight() - getViewportBounds().getHeight();
    setFocusTraversable(hidden > SLACK);
  }
}
