package org.sparsevd.ui.train;

import java.util.List;
import java.util.OptionalDouble;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sparsevd.run.Run;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.Outcome;

/** How far the training is: epoch, time left, images a second. */
final class ProgressBlock extends VBox {
  private final StudioModel model;
  private final Label headline = new Label();
  private final Label detail = new Label();
  private final ProgressBar bar = new ProgressBar(0);

  ProgressBlock(StudioModel model) {
    this.model = model;
    getStyleClass().add("progress-block");
    headline.getStyleClass().add("strong");
    headline.setMinWidth(Region.USE_PREF_SIZE);
    headline.setId("headline");
    detail.getStyleClass().add("muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(headline, gap, detail);
    line.getStyleClass().add("progress-line");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(Text.of("ui.progress.name"));
    getChildren().setAll(line, bar);
    model.progressProperty().addListener(observable -> update());
    model.experiment().configProperty().addListener(observable -> update());
    model.cursor().trainedProperty().addListener(observable -> update());
    model.cursor().runProperty().addListener(observable -> update());
    update();
  }

  private void update() {
    List<Integer> done = model.completedAndPlanned();
    TrainingSession.Progress progress = model.progressProperty().get();
    headline.setText(
        Text.of(
            progress.twin().isPresent() ? "ui.progress.twins" : "ui.progress.epoch",
            done.get(0),
            done.get(1)));
    bar.setProgress(TrainingForecast.share(progress, done.get(0), done.get(1)));
    detail.getStyleClass().remove("ok-text");
    detail.setText(
        switch (progress.state()) {
          case IDLE ->
              Text.of(
                  model.cursor().runProperty().get().isPresent()
                      ? "ui.progress.opened"
                      : "ui.progress.idle");
          case LOADING -> Text.of("ui.progress.loading");
          case RUNNING -> speed(progress);
          case PAUSED -> Text.of(progress.waiting() ? "ui.progress.paused" : "ui.progress.step");
          case STOPPING -> Text.of("ui.progress.stopping");
          case ENDED -> ended(progress);
        });
  }

  private String speed(TrainingSession.Progress progress) {
    List<EpochMetrics> epochs = model.trainedRun().map(Run::epochs).orElse(List.of());
    int planned = model.completedAndPlanned().get(1);
    OptionalDouble left = TrainingForecast.secondsLeft(progress, epochs, planned);
    OptionalDouble twinLeft =
        progress
            .twin()
            .map(twin -> TrainingForecast.secondsLeft(progress, twin.epochs(), planned))
            .orElse(OptionalDouble.empty());
    return left.isEmpty()
        ? Text.of("ui.progress.first")
        : Text.of(
            "ui.progress.speed",
            Numbers.duration(left.getAsDouble() + twinLeft.orElse(0)),
            Numbers.shortCount(Math.round(epochs.getLast().imagesPerSecond() / 100) * 100.0));
  }

  private String ended(TrainingSession.Progress progress) {
    if (progress.outcome().filter(Outcome.Completed.class::isInstance).isPresent()) {
      detail.getStyleClass().add("ok-text");
      double seconds =
          model.trainedRun().map(Run::epochs).orElse(List.of()).stream()
              .mapToDouble(metrics -> metrics.seconds() + metrics.evaluationSeconds())
              .filter(value -> !Double.isNaN(value))
              .sum();
      return Text.of("ui.progress.finished", Numbers.duration(seconds));
    }
    boolean stopped = progress.outcome().filter(Outcome.Cancelled.class::isInstance).isPresent();
    return Text.of(stopped ? "ui.progress.stopped" : "ui.progress.failed");
  }
}
