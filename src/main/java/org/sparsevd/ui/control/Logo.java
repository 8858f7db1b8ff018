package org.sparsevd.ui.control;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.sparsevd.text.Text;

/** The program's mark: a few connections left between many neurons. */
public final class Logo extends StackPane {
  public Logo() {
    getStyleClass().add("logo");
    Region mark = new Region();
    mark.getStyleClass().add("logo-mark");
    getChildren().add(mark);
    setAccessibleText(Text.of("ui.name"));
  }
}
