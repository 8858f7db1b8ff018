package org.sparsevd.ui.train;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a banner says, each sentence on as many lines as it takes; an empty one takes none. */
final class BannerWords extends VBox {
  BannerWords(Label... sentences) {
    super(sentences);
    getStyleClass().add("banner-words");
    setMinWidth(0);
    HBox.setHgrow(this, Priority.ALWAYS);
    for (Label sentence : sentences) {
      sentence.setWrapText(true);
      sentence.setMinHeight(Region.USE_PREF_SIZE);
      sentence.managedProperty().bind(sentence.visibleProperty());
      sentence.visibleProperty().bind(sentence.textProperty().isNotEmpty());
    }
  }
}
