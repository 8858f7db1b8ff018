package org.sparsevd.ui.train;

import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.sparsevd.run.Run;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Outcome;

/** One line at the foot: what is going on, on what, and which run is looked at. */
public final class StatusBar extends HBox {
  private final StudioModel model;
  private final Region dot = new Region();
  private final Label doing = new Label();
  private final Label machine = new Label();
  private final Label folder = new Label();
  private final Label what = new Label();
  private final Tooltip path = new Tooltip();

  public StatusBar(StudioModel model) {
    this.model = model;
    getStyleClass().add("status-bar");
    dot.getStyleClass().add("status-dot");
    doing.setId("status");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    folder.setTooltip(path);
    folder.setId("status-run");
    getChildren().setAll(dot, doing, machine, gap, folder, what);
    for (Label label : new Label[] {doing, machine, folder, what}) {
      label.getStyleClass().add("status");
    }
    machine.getStyleClass().add("after-line");
    model.progressProperty().addListener(observable -> update());
    model.cursor().runProperty().addListener(observable -> update());
    model.cursor().epochProperty().addListener(observable -> update());
    update();
  }

  private void update() {
    TrainingSession.Progress progress = model.progressProperty().get();
    doing.setText(doing(progress));
    dot.getStyleClass().setAll("status-dot", tone(progress));
    Optional<Run> run = model.cursor().runProperty().get();
    show(machine, run.map(looked -> machine(looked.info().machine())).orElse(""));
    show(folder, run.map(looked -> Text.of(saved(), looked.info().name())).orElse(""));
    path.setText(run.map(looked -> looked.folder().toString()).orElse(""));
    show(
        what,
        run.flatMap(looked -> looked.info().config())
            .or(() -> model.experiment().configProperty().get())
            .map(StatusBar::what)
            .orElse(""));
    what.getStyleClass().remove("after-line");
    if (folder.isVisible()) {
      what.getStyleClass().add("after-line");
    }
  }

  private String saved() {
    if (!model.looksAtTraining()) {
      return "ui.status.showing";
    }
    return model.trouble().isPresent() ? "ui.status.unwritten" : "ui.status.saving";
  }

  private String doing(TrainingSession.Progress progress) {
    return switch (progress.state()) {
      case IDLE ->
          model.cursor().runProperty().get().isPresent()
              ? Text.of(
                  isSample() ? "ui.status.sample" : "ui.status.opened",
                  model.cursor().trainedProperty().get())
              : Text.of("ui.status.idle");
      case LOADING -> Text.of("ui.status.loading");
      case RUNNING -> minibatch("ui.status.running", progress);
      case PAUSED ->
          progress.waiting()
              ? minibatch("ui.status.paused", progress)
              : minibatch("ui.status.running", progress);
      case STOPPING -> Text.of("ui.status.stopping");
      case ENDED -> progress.outcome().map(StatusBar::ended).orElse(Text.of("ui.status.failed"));
    };
  }

  private boolean isSample() {
    return model
        .cursor()
        .runProperty()
        .get()
        .filter(run -> SampleRuns.ofProgram().holds(run.folder()))
        .isPresent();
  }

  private static String minibatch(String key, TrainingSession.Progress progress) {
    if (progress.epoch() > 0) {
      return Text.of(key, progress.epoch(), progress.minibatch(), progress.minibatches());
    }
    int completed = progress.run().map(ResumeOffer::completed).orElse(0);
    return completed > 0 ? Text.of("ui.status.resuming", completed) : Text.of("ui.status.before");
  }

  private static String ended(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed done -> Text.of("ui.status.completed", done.epochs());
      case Outcome.Cancelled stopped -> Text.of("ui.status.cancelled", stopped.epochs());
      case Outcome.Diverged diverged -> Text.of("ui.status.diverged", diverged.epoch());
      case Outcome.Failed failed -> Text.of("ui.status.failed");
    };
  }

  private static String tone(TrainingSession.Progress progress) {
    if (progress.error().isPresent()
        || progress
            .outcome()
            .filter(
                outcome -> outcome instanceof Outcome.Diverged || outcome instanceof Outcome.Failed)
            .isPresent()) {
      return "bad";
    }
    boolean quiet = progress.state() == SessionState.IDLE || progress.waiting();
    return quiet ? "quiet" : "good";
  }

  private static String machine(Map<String, String> machine) {
    String threads = machine.getOrDefault("threads", "");
    String kernels = machine.getOrDefault("kernels", "");
    return threads.isEmpty() && kernels.isEmpty()
        ? ""
        : Text.of("ui.status.machine", kernels, threads);
  }

  private static String what(ExperimentConfig config) {
    return Text.of(
        "ui.status.what",
        Text.of("setting.dataset.choice." + config.dataset()),
        config.hiddenLayers(),
        Long.toString(config.seed()));
  }

  private static void show(Label label, String text) {
    label.setText(text);
    label.setVisible(!text.isEmpty());
    label.setManaged(!text.isEmpty());
  }
}
