package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.sparsevd.data.ImageShape;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;

/**
 * Runs made of formulas, for tests of what draws runs. Nothing in them was trained: never ship or
 * quote their figures.
 */
public final class RunFixtures {
  private static final int TRAINING_SAMPLES = 55_000;
  private static final double THRESHOLD = 3;

  private RunFixtures() {}

  /** A Sparse VD run of LeNet-300-100 with {@code epochs} of 200 epochs done. */
  public static Run sparseVd(int epochs) {
    return sparseVd(epochs, List.of(784, 300, 100, 10));
  }

  /** A Sparse VD run of layers of {@code widths}, the input first. */
  public static Run sparseVd(int epochs, List<Integer> widths) {
    Run run = start(widths, "sparse-vd");
    extend(run, epochs);
    return run;
  }

  /** Adds epochs to a {@link #sparseVd} run until it has {@code epochs}. */
  public static void extend(Run run, int epochs) {
    int first = run.latest().map(latest -> latest.epoch() + 1).orElse(0);
    for (int epoch = first; epoch <= epochs; epoch++) {
      List<LogAlphaHistogram> histograms = new ArrayList<>();
      for (int i = 0; i < run.info().layers().size(); i++) {
        histograms.add(histogram(run.info().layers().get(i), i, epoch));
      }
      run.append(metrics(run.info().config().orElseThrow(), histograms, epoch), histograms);
    }
  }

  /** A run of two epochs, the first of which took no time and the second {@code seconds}. */
  public static Run lasting(double seconds) {
    Run run = start(List.of(784, 300, 100, 10), "plain");
    for (int epoch = 0; epoch <= 1; epoch++) {
      EpochMetrics like = metrics(run.info().config().orElseThrow(), List.of(), epoch);
      run.append(
          new EpochMetrics(
              epoch,
              like.dataTermNats(),
              like.klNats(),
              like.klWeight(),
              like.learningRate(),
              like.trainErrorPercent(),
              like.validationErrorPercent(),
              like.testErrorPercent(),
              like.compression(),
              like.sparsityPercent(),
              like.imagesPerSecond(),
              epoch * seconds,
              0),
          List.of());
    }
    return run;
  }

  /** A run of a method without log α. */
  public static Run plain(int epochs) {
    Run run = start(List.of(784, 300, 100, 10), "plain");
    for (int epoch = 0; epoch <= epochs; epoch++) {
      run.append(metrics(run.info().config().orElseThrow(), List.of(), epoch), List.of());
    }
    return run;
  }

  /** A layer with pixels kept in a round blot, log α and θ by formula. */
  public static EpochHistory.Layer layer(String name, int inputs, int outputs) {
    return new FormulaLayer(name, inputs, outputs, Optional.empty());
  }

  /** The same of a convolution. */
  public static EpochHistory.Layer layer(String name, Volume filter, int filters) {
    return new FormulaLayer(name, filter.features(), filters, Optional.of(filter));
  }

  /**
   * Writes the folder of a finished Sparse VD run of {@code preset}, without weights and masks.
   *
   * @param widths of its layers, the input first
   * @param shift added to its errors, in percent
   * @param changes to the preset's settings, each {@code key=value}
   */
  public static Path write(
      Path folder, String preset, List<Integer> widths, double shift, String... changes)
      throws IOException, InvalidConfigException {
    ExperimentConfig config =
        Presets.find(preset).map(Presets.Preset::config).orElseGet(ExperimentConfig::defaults);
    for (String change : changes) {
      String[] parts = change.split("=", 2);
      config = config.with(parts[0], parts[1]);
    }
    Run shape = start(widths, "sparse-vd");
    List<EpochMetrics> epochs = new ArrayList<>();
    for (int epoch = 0; epoch <= config.epochs(); epoch++) {
      List<LogAlphaHistogram> histograms = new ArrayList<>();
      for (int i = 0; i < shape.info().layers().size(); i++) {
        histograms.add(histogram(shape.info().layers().get(i), i, epoch));
      }
      epochs.add(shifted(metrics(config, histograms, epoch), shift));
    }
    RunInfo info =
        new RunInfo(
            folder.getFileName().toString(),
            Optional.of(preset),
            Optional.of(config),
            shape.info().layers(),
            shape.info().data(),
            new RunInfo.State(RunInfo.Kind.COMPLETED, config.epochs(), ""),
            Map.of(),
            Map.of("kernels", "vector 512 bit", "threads", "2"),
            Optional.of(Instant.parse("2026-11-23T12:00:00Z")),
            Optional.of(Instant.parse("2026-11-23T12:08:16Z")));
    Files.createDirectories(folder);
    RunJson.write(folder, info);
    EpochsCsv.write(folder, info.layers().stream().map(RunInfo.Layer::name).toList(), epochs);
    return folder;
  }

  private static EpochMetrics shifted(EpochMetrics epoch, double shift) {
    return new EpochMetrics(
        epoch.epoch(),
        epoch.dataTermNats(),
        epoch.klNats(),
        epoch.klWeight(),
        epoch.learningRate(),
        epoch.trainErrorPercent(),
        Double.NaN,
        epoch.testErrorPercent() + shift,
        epoch.compression(),
        epoch.sparsityPercent(),
        epoch.imagesPerSecond(),
        epoch.seconds(),
        epoch.evaluationSeconds());
  }

  private static Run start(List<Integer> widths, String method) {
    List<RunInfo.Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.size(); i++) {
      layers.add(new RunInfo.Layer("fc" + i, widths.get(i - 1), widths.get(i)));
    }
    ExperimentConfig config;
    try {
      config = ExperimentConfig.defaults().with("method", method).with("validationSize", "5000");
    } catch (InvalidConfigException e) {
      throw new AssertionError(e);
    }
    RunInfo info =
        new RunInfo(
            "fixture",
            Optional.of("lenet-300-100"),
            Optional.of(config),
            layers,
            new RunInfo.Data(
                "mnist", "", Optional.of(new ImageShape(1, 28, 28)), TRAINING_SAMPLES, 5000, 10000),
            new RunInfo.State(RunInfo.Kind.RUNNING, 0, ""),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty());
    return new Run(Path.of("target", "no-such-run"), info);
  }

  private static EpochMetrics metrics(
      ExperimentConfig config, List<LogAlphaHistogram> histograms, int epoch) {
    Random noise = new Random(7919L * epoch);
    double settled = epoch == 0 ? 88 : 1.7 + 3 * Math.exp(-0.35 * (epoch - 1));
    long all = 0;
    long kept = 0;
    List<Double> sparsity = new ArrayList<>();
    for (LogAlphaHistogram histogram : histograms) {
      int total = histogram.total();
      int keptHere = histogram.kept(THRESHOLD);
      sparsity.add(100.0 * (total - keptHere) / total);
      all += total;
      kept += keptHere;
    }
    double klNats = histograms.isEmpty() ? Double.NaN : 230_000 * Math.exp(-0.012 * epoch);
    return new EpochMetrics(
        epoch,
        epoch == 0 ? Double.NaN : TRAINING_SAMPLES * (0.012 + 0.3 * Math.exp(-0.4 * epoch)),
        klNats,
        config.klWeightAt(Math.max(1, epoch)),
        config.learningRateAt(Math.max(1, epoch)),
        epoch == 0 ? 89 : 0.62 + 2.6 * Math.exp(-0.4 * (epoch - 1)) + 0.03 * noise.nextGaussian(),
        settled + 0.22 + 0.05 * noise.nextGaussian(),
        settled + 0.05 * noise.nextGaussian(),
        histograms.isEmpty() ? 1 : kept == 0 ? Double.POSITIVE_INFINITY : (double) all / kept,
        sparsity,
        41_000,
        1.3,
        0.2);
  }

  /** Two hills: weights in use around log α = −2, and pruned ones that drift to 6 and beyond. */
  private static LogAlphaHistogram histogram(RunInfo.Layer layer, int index, int epoch) {
    double pruned =
        Math.max(0.15, 0.97 - 0.12 * Math.min(index, 2) * index) * (1 - Math.exp(-0.09 * epoch));
    double drift = -1 + 7.2 * (1 - Math.exp(-0.11 * epoch));
    double[] density = new double[LogAlphaHistogram.BINS];
    double sum = 0;
    double pastClip = 0;
    for (int bin = 1; bin < density.length - 1; bin++) {
      double logAlpha = LogAlphaHistogram.edge(bin) + 0.05;
      density[bin] =
          (1 - pruned) * hill(logAlpha, -1.9 + 0.3 * index, 1.3)
              + pruned * hill(logAlpha, drift, 1.2);
      sum += density[bin];
    }
    for (double logAlpha = 8.05; logAlpha < 14; logAlpha += 0.1) {
      pastClip += pruned * hill(logAlpha, drift, 1.2);
    }
    density[density.length - 1] = pastClip;
    sum += pastClip;
    int[] counts = new int[density.length];
    int placed = 0;
    int highest = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      counts[bin] = (int) Math.round(layer.weightCount() * density[bin] / sum);
      placed += counts[bin];
      highest = counts[bin] > counts[highest] ? bin : highest;
    }
    counts[highest] += layer.weightCount() - placed; // rounding must not lose a weight
    return new LogAlphaHistogram(layer.name(), counts);
  }

  private static double hill(double x, double center, double width) {
    double z = (x - center) / width;
    return Math.exp(-z * z / 2) / width;
  }

  private record FormulaLayer(String name, int inputs, int outputs, Optional<Volume> filter)
      implements EpochHistory.Layer {
    @Override
    public boolean kept(int weight) {
      return logAlpha(weight) < THRESHOLD;
    }

    @Override
    public boolean hasLogAlpha() {
      return true;
    }

    @Override
    public float logAlpha(int weight) {
      int side = Math.max(1, (int) Math.sqrt(inputs));
      int input = weight / outputs;
      int row = input / side;
      double distance = Math.hypot(input % side - side / 2.0, row - side / 2.0) / side;
      double noise = new Random(31L * weight).nextGaussian();
      return (float) Math.clamp(2 + 9 * distance + 1.6 * noise, -8.0, 8.0);
    }

    @Override
    public float theta(int weight) {
      return logAlpha(weight) < 4 ? (weight % 7 - 3) / 10f : Float.NaN;
    }

    @Override
    public float bias(int output) {
      return output / 100f;
    }
  }
}
