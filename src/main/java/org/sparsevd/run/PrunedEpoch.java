package org.sparsevd.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.CutIndex;
import org.sparsevd.prune.CutSweep;
import org.sparsevd.prune.MeasuredError;
import org.sparsevd.prune.PrunedWeights;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.train.Evaluator;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Predictions;

/**
 * A run's network at one epoch, to be pruned at any cut: what the window and {@code evaluate} both
 * measure with. At the epoch of {@code weights.safetensors} everything is exact; at an earlier one
 * the history tells log α to 0.1 (never across the run's own cut) and θ as float16 where log α is
 * below 4, so errors are those of slightly rounded weights and end at a threshold of 4.
 *
 * <p>One thread at a time, except {@link #index}.
 */
public final class PrunedEpoch {
  private final int epoch;
  private final boolean exact;
  private final ExperimentConfig config;
  private final Dataset data;
  private final CutIndex index;
  private final PrunedWeights weights;
  private final Evaluator evaluator;
  private final Map<Split, Samples> samples = new EnumMap<>(Split.class);

  private PrunedEpoch(
      int epoch,
      boolean exact,
      ExperimentConfig config,
      Dataset data,
      List<LayerWeights> layers,
      CutIndex index,
      Compute compute)
      throws InvalidConfigException {
    this.epoch = epoch;
    this.exact = exact;
    this.config = config;
    this.data = data;
    this.index = index;
    weights = new PrunedWeights(index, layers);
    evaluator = new Evaluator(compute, config.stages(data));
  }

  /**
   * Takes the weights of an epoch.
   *
   * @param data of the run's config
   * @return empty when the run has neither weights nor history of that very epoch
   * @throws InvalidRunException when the run has no config, or its weights do not fit the data
   */
  public static Optional<PrunedEpoch> of(Run run, int epoch, Dataset data, Compute compute)
      throws InvalidRunException, InvalidConfigException {
    Path folder = run.folder();
    ExperimentConfig config =
        run.info()
            .config()
            .orElseThrow(() ->
                new InvalidRunException(
                    folder.resolve(RunJson.NAME), "has no config, so its data is unknown"));
    Optional<List<LayerWeights>> exact = run.weightsOf(epoch);
    Optional<List<LayerWeights>> layers =
        exact.isPresent() ? exact : run.history(epoch).flatMap(PrunedEpoch::weights);
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> misfit = config.misfit(layers.get(), data);
    if (misfit.isPresent()) {
      throw new InvalidRunException(
          folder, "its weights do not fit " + data.name() + ": " + misfit.get());
    }
    CutIndex index =
        exact.isPresent()
            ? CutIndex.of(compute.kernels(), exact.get())
            : CutIndex.of(layers.get(), logAlpha(run.history(epoch).orElseThrow()));
    return Optional.of(
        new PrunedEpoch(epoch, exact.isPresent(), config, data, layers.get(), index, compute));
  }

  /** θ and biases of an epoch, 0 where no θ is stored; empty when a layer has none at all. */
  private static Optional<List<LayerWeights>> weights(EpochHistory history) {
    List<LayerWeights> layers = new ArrayList<>();
    for (EpochHistory.Layer layer : history.layers()) {
      FMatrixRMaj theta = new FMatrixRMaj(layer.inputs(), layer.outputs());
      boolean any = false;
      for (int i = 0; i < theta.data.length; i++) {
        float value = layer.theta(i);
        any |= !Float.isNaN(value);
        theta.data[i] = Float.isNaN(value) ? 0 : value;
      }
      FMatrixRMaj bias = new FMatrixRMaj(1, layer.outputs());
      for (int i = 0; i < bias.data.length; i++) {
        bias.data[i] = layer.bias(i);
      }
      if (!any && !layer.hasLogAlpha()) {
        return Optional.empty();
      }
      layers.add(new LayerWeights(layer.name(), theta, Optional.empty(), bias, layer.filter()));
    }
    return layers.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(layers));
  }

  private static List<float[]> logAlpha(EpochHistory history) {
    List<float[]> all = new ArrayList<>();
    for (EpochHistory.Layer layer : history.layers()) {
      float[] values = new float[layer.hasLogAlpha() ? layer.inputs() * layer.outputs() : 0];
      for (int i = 0; i < values.length; i++) {
        values[i] = layer.logAlpha(i);
      }
      all.add(values);
    }
    return all;
  }

  public int epoch() {
    return epoch;
  }

  /** Whether the weights are those of {@code weights.safetensors}, at full precision. */
  public boolean isExact() {
    return exact;
  }

  /** The highest threshold that errors are known for. */
  public double highest() {
    return exact ? CutSweep.HIGHEST : HistoryLayer.THETA_END;
  }

  /** What cuts keep; immutable, for any thread. */
  public CutIndex index() {
    return index;
  }

  /** How many weights a cut keeps. */
  public Sparsity sparsity(Cut cut) {
    return index.sparsity(cut);
  }

  /** Whether the error at {@code cut} can be told: no weight that it keeps is unknown. */
  public boolean covers(Cut cut) {
    return exact
        || index.sparsity(cut).layers().stream()
            .allMatch(layer -> cut.of(layer.name()) <= highest() + 1e-9);
  }

  /**
   * Error of the network pruned at a cut that it {@link #covers}; NaN percent on a split without
   * samples. Blocks for one pass over the samples.
   */
  public MeasuredError error(Cut cut, Split split) {
    return new MeasuredError(errorPercent(weights.at(cut), split), samples(split).size());
  }

  /**
   * The class that the network pruned at a cut that it {@link #covers} gives to every sample of a
   * split, with its logits. Blocks for one pass over the samples.
   */
  public Predictions predictions(Cut cut, Split split) {
    return evaluator.predictions(weights.at(cut), samples(split));
  }

  /** What the classes are called, in the order of their labels. */
  public List<String> classNames() {
    return data.classNames();
  }

  /** A curve of the error against the threshold, to be measured by {@link #step}. */
  public CutSweep sweep(Split split) {
    return new CutSweep(index, weights, highest(), samples(split).size());
  }

  /** Measures one more point of {@code sweep}; blocks for one pass over the samples. */
  public void step(CutSweep sweep, Split split) {
    sweep.step(pruned -> errorPercent(pruned, split));
  }

  private double errorPercent(List<LayerWeights> pruned, Split split) {
    return evaluator.errorPercent(pruned, samples(split));
  }

  private Samples samples(Split split) {
    return samples.computeIfAbsent(split, each -> each.samples(config, data));
  }
}
