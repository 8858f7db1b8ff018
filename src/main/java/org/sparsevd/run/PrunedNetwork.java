package org.sparsevd.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.sparsevd.data.Dataset;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Stage;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.Pruning;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;

/**
 * A run's network at its latest weights, pruned at a cut: what other programs get of it.
 *
 * @param info of the run, which has a config
 * @param epoch whose weights were pruned
 * @param cut says nothing where no layer has log σ²
 * @param data what it was trained on, loaded as the config asks
 * @param stages of the network
 * @param pruning the weights that are left, at full precision, and how many
 */
public record PrunedNetwork(
    RunInfo info, int epoch, Cut cut, Dataset data, List<Stage> stages, Pruning pruning) {
  private static final List<String> SETTINGS =
      List.of("dataset", "preprocessing", "method", "hiddenLayers", "seed");

  public PrunedNetwork {
    if (info.config().isEmpty()) {
      throw new IllegalArgumentException("run " + info.name() + " has no config");
    }
    stages = List.copyOf(stages);
  }

  /**
   * Prunes the latest weights of {@code run}, which stay as they are.
   *
   * @param data of the run's config
   * @throws InvalidRunException when the run lacks config, epochs or weights, or its weights do not
   *     fit the data
   */
  public static PrunedNetwork of(Run run, Dataset data, Cut cut)
      throws InvalidRunException, InvalidConfigException {
    RunInfo info = run.info();
    ExperimentConfig config =
        info.config()
            .orElseThrow(() ->
                new InvalidRunException(
                    run.folder().resolve(RunJson.NAME), "has no config, so its data is unknown"));
    int epoch = run.latest().orElseThrow(() -> noWeights(run)).epoch();
    List<LayerWeights> weights = run.weightsOf(epoch).orElseThrow(() -> noWeights(run));
    Optional<String> misfit = config.misfit(weights, data);
    if (misfit.isPresent()) {
      throw new InvalidRunException(
          run.folder(), "its weights do not fit " + data.name() + ": " + misfit.get());
    }
    return new PrunedNetwork(
        info, epoch, cut, data, config.stages(data), Pruning.at(Kernels.best(), weights, cut));
  }

  private static InvalidRunException noWeights(Run run) {
    return new InvalidRunException(
        run.folder(), "there is no " + WeightsFile.NAME + " of its latest epoch");
  }

  /** The run's settings. */
  public ExperimentConfig config() {
    return info.config().orElseThrow();
  }

  /**
   * What a file's inputs are divided by: pixels are taken as they are stored, samples that are no
   * images as the network gets them, scaled column by column.
   */
  public float inputDivisor() {
    return data.shape().isPresent() ? data.train().divisor() : 1;
  }

  /** What is then subtracted, [features]; zeros for samples that are no images. */
  public float[] inputMean() {
    return data.shape().isPresent() ? data.inputMean() : new float[data.inputMean().length];
  }

  /** Whether the cut decided on any weight. */
  public boolean isCut() {
    return pruning.weights().stream().anyMatch(LayerWeights::isNoisy);
  }

  /**
   * What a file made of it says of where it came from: program, run, epoch, thresholds, what is
   * left, data, and the settings that tell what the network is.
   */
  public SequencedMap<String, String> metadata() {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("program", ProgramVersion.PROGRAM);
    metadata.put("programVersion", ProgramVersion.get());
    metadata.put("run", info.name());
    metadata.put("epoch", Integer.toString(epoch));
    if (isCut()) {
      metadata.put("threshold", Double.toString(cut.threshold()));
      new TreeMap<>(cut.layers())
          .forEach((layer, value) -> metadata.put("threshold." + layer, Double.toString(value)));
    }
    Sparsity sparsity = pruning.sparsity();
    metadata.put("compression", Double.toString(sparsity.compression()));
    metadata.put("keptWeights", Long.toString(sparsity.kept()));
    metadata.put("totalWeights", Long.toString(sparsity.total()));
    metadata.put("datasetSha256", data.sha256());
    Map<String, Object> settings = config().asMap();
    for (String key : SETTINGS) {
      metadata.put(key, settings.get(key).toString());
    }
    return metadata;
  }
}
