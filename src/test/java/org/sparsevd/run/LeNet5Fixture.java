package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.Pruning;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.Presets;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.train.TrainingState;

/**
 * A run folder of LeNet-5 with weights drawn at random, some filters dead. Nothing in it was
 * trained: never ship or quote its figures.
 */
public final class LeNet5Fixture {
  private LeNet5Fixture() {}

  /**
   * Records {@code epochs} epochs of fewer and fewer weights into {@code folder}, which is empty.
   */
  public static Run record(Path folder, int epochs) throws IOException, InvalidConfigException {
    ExperimentConfig config =
        Presets.named("lenet-5-demo").config().with("epochs", Integer.toString(epochs));
    Dataset data = DatasetCatalog.current().load(config.dataRequest());
    try (Compute compute = new Compute(1)) {
      RunRecorder recorder =
          RunRecorder.start(
              folder, Optional.of("lenet-5-demo"), config, data, Optional.empty(), compute);
      for (int epoch = 0; epoch <= epochs; epoch++) {
        recorder.epochDone(report(config, data, compute, epoch, (double) epoch / epochs));
      }
      recorder.finish(new Outcome.Completed(epochs));
      return RunFolder.open(folder);
    }
  }

  private static TrainingListener.EpochReport report(
      ExperimentConfig config, Dataset data, Compute compute, int epoch, double progress)
      throws InvalidConfigException {
    List<LayerWeights> weights = new ArrayList<>();
    for (Stage stage : config.stages(data)) {
      switch (stage) {
        case Stage.Conv conv ->
            weights.add(
                weights(
                    conv.name(),
                    conv.geometry().fanIn(),
                    conv.geometry().filters(),
                    Optional.of(conv.geometry().filter()),
                    progress));
        case Stage.Dense dense ->
            weights.add(
                weights(dense.name(), dense.inputs(), dense.outputs(), Optional.empty(), progress));
        default -> {} // no weights
      }
    }
    Sparsity sparsity =
        Pruning.at(compute.kernels(), weights, Cut.at(config.threshold())).sparsity();
    double error = 1 + 3 * Math.exp(-5 * progress);
    EpochMetrics metrics =
        new EpochMetrics(
            epoch,
            20_000 * Math.exp(-4 * progress) + 900,
            60_000 * Math.exp(-2 * progress),
            1,
            0.001,
            error - 0.4,
            error,
            error + 0.1,
            sparsity.compression(),
            sparsity.layers().stream().map(Sparsity.Layer::percent).toList(),
            5000,
            11,
            0.4);
    return new TrainingListener.EpochReport(
        metrics,
        Pruning.histograms(compute.kernels(), weights),
        weights,
        new TrainingState(epoch, epoch, List.of()));
  }

  /** With each epoch more filters, and more weights within the living ones, lose out to noise. */
  private static LayerWeights weights(
      String name, int inputs, int outputs, Optional<Volume> filter, double progress) {
    Random random = new Random(name.hashCode());
    FMatrixRMaj theta = new FMatrixRMaj(inputs, outputs);
    FMatrixRMaj logSigma2 = new FMatrixRMaj(inputs, outputs);
    double[] level = new double[outputs];
    for (int output = 0; output < outputs; output++) {
      level[output] = random.nextDouble() < 0.4 ? 9 : 0.5 + 2 * random.nextDouble();
    }
    for (int i = 0; i < theta.data.length; i++) {
      double logAlpha = -4 + progress * (4 + level[i % outputs]) + 2 * random.nextGaussian();
      theta.data[i] = (float) (0.1 * random.nextGaussian());
      logSigma2.data[i] = (float) (logAlpha + Math.log(theta.data[i] * theta.data[i] + 1e-8));
    }
    return new LayerWeights(
        name, theta, Optional.of(logSigma2), new FMatrixRMaj(1, outputs), filter);
  }
}
