package org.sparsevd.ui.learn;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Paragraphs and lists of a step. */
final class LessonText extends VBox {
  LessonText() {
    getStyleClass().add("lesson-text");
  }

  void show(List<Lesson.Block> blocks) {
    getChildren().clear();
    for (Lesson.Block block : blocks) {
      TextFlow flow = new TextFlow();
      block.spans().forEach(span -> flow.getChildren().add(text(span)));
      if (block.item()) {
        Label bullet = new Label("•");
        bullet.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(flow, Priority.ALWAYS);
        HBox item = new HBox(bullet, flow);
        item.getStyleClass().add("lesson-item");
        getChildren().add(item);
      } else {
        getChildren().add(flow);
      }
    }
  }

  private static Text text(Lesson.Span span) {
    Text text = new Text(span.text());
    text.getStyleClass().add("lesson-words");
    if (span.strong()) {
      text.getStyleClass().add("strong");
    }
    if (span.emphasised()) {
      text.getStyleClass().add("emphasised");
    }
    if (span.code()) {
      text.getStyleClass().add("code");
    }
    return text;
  }
}
