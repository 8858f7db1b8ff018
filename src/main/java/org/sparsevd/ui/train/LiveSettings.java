package org.sparsevd.ui.train;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.sparsevd.run.Run;
import org.sparsevd.train.ExperimentConfig;

/**
 * Fixes the form while a training goes on, but for the settings that may change in it, and passes
 * those on to the training, which takes them up with its next epoch.
 */
public final class LiveSettings {
  private final TrainingSession session;
  private final ExperimentModel experiment;
  private final ReadOnlyBooleanWrapper pending = new ReadOnlyBooleanWrapper(this, "pending");
  private TrainingSession.Progress progress;
  private Optional<ExperimentConfig> wanted = Optional.empty(); // not taken up yet

  LiveSettings(TrainingSession session, ExperimentModel experiment) {
    this.session = session;
    this.experiment = experiment;
    progress = session.progress();
    experiment.setOnCommit(this::change);
  }

  /** Whether there are changes that the training has not taken up yet. */
  public ReadOnlyBooleanProperty pendingProperty() {
    return pending.getReadOnlyProperty();
  }

  /** Takes in where the training stands. */
  void poll(TrainingSession.Progress now) {
    progress = now;
    boolean active = now.state().isActive();
    int completed = now.run().flatMap(Run::latest).map(metrics -> metrics.epoch()).orElse(0);
    // After the last epoch the training is still busy for a moment, and its plan stays valid.
    int planned = trained().map(ExperimentConfig::epochs).orElse(completed + 1);
    experiment.setLeastEpochs(active ? Math.min(completed + 1, planned) : 1);
    experiment.lockedProperty().set(active);
    if (!active || trained().equals(wanted)) {
      wanted = Optional.empty();
    }
    pending.set(wanted.isPresent());
  }

  private Optional<ExperimentConfig> trained() {
    return progress.run().map(Run::info).flatMap(info -> info.config());
  }

  private void change(ExperimentConfig config) {
    Optional<ExperimentConfig> goingOnWith = wanted.or(this::trained);
    if (progress.run().isPresent() && !goingOnWith.equals(Optional.of(config))) {
      session.changeSettings(config);
      wanted = Optional.of(config);
      pending.set(true);
    }
  }
}
