package org.sparsevd.ui.data;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;

/** How far a fetch or an import is, or why the last one failed; not there when neither is. */
final class TaskCard extends VBox {
  private final DataModel model;
  private final Label title = new Label();
  private final Label words = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final Button stop = new Button(Text.of("ui.data.stop"), new Icon(Feather.X));
  private final HBox running;
  private final Label problem = new Label();
  private final HBox failed;

  TaskCard(DataModel model) {
    this.model = model;
    getStyleClass().addAll("card", "data-task");
    setId("data-task");
    title.getStyleClass().add("card-title");
    title.setId("data-task-title");
    words.getStyleClass().add("muted");
    words.setId("data-task-words");
    progress.setId("data-progress");
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText(Text.of("ui.data.progress"));
    stop.setId("data-stop");
    stop.setMinWidth(USE_PREF_SIZE);
    stop.setOnAction(event -> {
      model.stop();
      poll(System.nanoTime());
    });
    VBox middle = new VBox(new HBox(title, words), progress);
    middle.getChildren().getFirst().getStyleClass().add("data-task-line");
    middle.getStyleClass().add("data-task-lines");
    middle.setMinWidth(0);
    HBox.setHgrow(middle, Priority.ALWAYS);
    running = new HBox(middle, stop);
    running.getStyleClass().add("data-task-row");
    problem.setId("data-problem");
    problem.getStyleClass().add("danger-text");
    problem.setGraphic(new Icon(Feather.ALERT_TRIANGLE));
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(problem, Priority.ALWAYS);
    IconButton close = new IconButton(Feather.X, Text.of("ui.prompt.close"), model::forgetProblem);
    close.setId("data-problem-close");
    failed = new HBox(problem, close);
    failed.getStyleClass().add("data-task-row");
    getChildren().setAll(running, failed);
    model.taskProperty().addListener(observable -> show());
    model.problemProperty().addListener(observable -> show());
    show();
  }

  private void show() {
    Optional<DataTask> task = model.taskProperty().get();
    String wrong = model.problemProperty().get();
    problem.setText(wrong);
    show(running, task.isPresent());
    show(failed, !wrong.isEmpty());
    show(this, task.isPresent() || !wrong.isEmpty());
    poll(System.nanoTime());
  }

  private static void show(Region node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Takes in how far it is. */
  void poll(long nanos) {
    Optional<DataTask> under = model.taskProperty().get();
    if (under.isEmpty()) {
      return;
    }
    DataTask task = under.get();
    DataTask.Step step = task.look(nanos);
    title.setText(Text.of(task.fetches() ? "ui.data.fetching" : "ui.data.importing", task.title()));
    words.setText(task.isStopping() ? Text.of("ui.data.stopping") : words(task, step));
    progress.setProgress(
        step.total() > 0 && step.done() >= 0
            ? (double) step.done() / step.total()
            : ProgressBar.INDETERMINATE_PROGRESS);
    stop.setDisable(task.isStopping());
  }

  private static String words(DataTask task, DataTask.Step step) {
    if (step.what().isEmpty()) {
      return "";
    }
    if (step.done() < 0) {
      return Text.of("ui.data.checking");
    }
    if (step.total() <= 0) {
      return Text.of("ui.data.at", step.what());
    }
    String far =
        Text.of(
            "ui.data.atBytes",
            step.what(),
            Numbers.bytes(step.done()),
            Numbers.bytes(step.total()));
    long speed = Math.round(task.bytesPerSecond());
    return speed > 0 ? far + Text.of("ui.data.speed", Numbers.bytes(speed)) : far;
  }
}
