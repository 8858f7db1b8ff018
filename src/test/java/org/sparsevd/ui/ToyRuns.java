package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.Optional;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.RecordedTraining;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** Runs of the toy problem that did not end well, for tests of what a window says of them. */
final class ToyRuns {
  private ToyRuns() {}

  /** One of {@code planned} epochs that was stopped after {@code epoch}. */
  static Run stoppedAfter(Path runs, int epoch, int planned) throws Exception {
    TrainingControl control = new TrainingControl();
    return train(
        runs,
        Presets.named("toy").config().with("epochs", Integer.toString(planned)),
        new TrainingListener() {
          @Override
          public void minibatchDone(
              int inEpoch, int minibatch, int minibatches, double dataTermNats) {
            if (inEpoch > epoch) {
              control.cancel();
            }
          }
        },
        control);
  }

  /** One that diverged at once, by far too high a learning rate. */
  static Run diverged(Path runs) throws Exception {
    return train(
        runs,
        Presets.named("toy").config().with("learningRate", "10"),
        new TrainingListener() {},
        new TrainingControl());
  }

  private static Run train(
      Path runs, ExperimentConfig config, TrainingListener listener, TrainingControl control)
      throws Exception {
    try (Compute compute = new Compute(1)) {
      RecordedTraining training = new RecordedTraining(DatasetCatalog.current(), compute);
      return RunFolder.open(
          training
              .train(
                  Optional.of("toy"),
                  config,
                  () -> RunFolder.create(runs, "toy"),
                  started -> {},
                  listener,
                  control)
              .run()
              .folder());
    }
  }
}
