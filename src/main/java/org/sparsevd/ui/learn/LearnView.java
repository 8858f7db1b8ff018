package org.sparsevd.ui.learn;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sparsevd.text.Text;

/** The list of lessons. */
public final class LearnView extends StackPane {
  private final LessonFolder folder;
  private final LessonModel model;
  private final Executor background;
  private final Executor viewThread;
  private final VBox list = new VBox();
  private boolean read;

  /**
   * @param background where the lessons are read
   * @param viewThread back to the view's thread
   */
  public LearnView(
      LessonFolder folder, LessonModel model, Executor background, Executor viewThread) {
    this.folder = folder;
    this.model = model;
    this.background = background;
    this.viewThread = viewThread;
    getStyleClass().addAll("view", "learn");
    getStylesheets().add(LearnView.class.getResource("learn.css").toExternalForm());
    list.getStyleClass().add("lesson-list");
    list.setMaxWidth(Region.USE_PREF_SIZE);
    StackPane centred = new StackPane(list);
    StackPane.setAlignment(list, Pos.TOP_CENTER);
    ScrollPane scroll = new ScrollPane(centred);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    getChildren().setAll(scroll);
  }

  /** Reads the lessons, unless they are read already. */
  public void load() {
    if (read) {
      return;
    }
    read = true;
    background.execute(() -> {
      try {
        List<Lesson> lessons = folder.lessons();
        viewThread.execute(() -> show(lessons));
      } catch (IOException | RuntimeException e) {
        viewThread.execute(() -> say(e.getMessage()));
      }
    });
  }

  private void show(List<Lesson> lessons) {
    if (lessons.isEmpty()) {
      say(Text.of("ui.learn.none", folder.folder()));
      return;
    }
    Label head = new Label(Text.of("ui.learn.title"));
    head.getStyleClass().add("learn-title");
    Label about = new Label(Text.of("ui.learn.about"));
    about.getStyleClass().add("muted");
    about.setWrapText(true);
    list.getChildren().setAll(head, about);
    for (int i = 0; i < lessons.size(); i++) {
      list.getChildren().add(row(i + 1, lessons.get(i)));
    }
  }

  private HBox row(int number, Lesson lesson) {
    Label place = new Label(Integer.toString(number));
    place.getStyleClass().add("lesson-number");
    Label title = new Label(lesson.title());
    title.getStyleClass().add("card-title");
    Label summary = new Label(lesson.summary());
    summary.getStyleClass().add("muted");
    summary.setWrapText(true);
    Label steps = new Label(Text.of("ui.learn.steps", lesson.steps().size()));
    steps.getStyleClass().add("caption");
    VBox words = new VBox(title, summary, steps);
    words.getStyleClass().add("lesson-words-box");
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    Button start = new Button(Text.of("ui.learn.start"));
    start.setId("lesson-" + number);
    start.setMinWidth(Region.USE_PREF_SIZE);
    start.setAccessibleText(Text.of("ui.learn.startNamed", lesson.title()));
    start.setOnAction(event -> model.begin(lesson));
    HBox row = new HBox(place, words, start);
    row.getStyleClass().addAll("card", "lesson-row");
    return row;
  }

  private void say(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    list.getChildren().setAll(label);
  }
}
