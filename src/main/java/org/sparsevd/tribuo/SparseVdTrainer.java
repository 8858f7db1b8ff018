package org.sparsevd.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.TribuoData;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.Pruning;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.Setting;
import org.sparsevd.train.Trainer;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Trains networks with Sparse Variational Dropout, or another {@link org.sparsevd.train.Method}, on
 * classification data of Tribuo. Inputs are the features in the order of the feature map, as they
 * are: scale them with Tribuo's transformations. A feature that an example does not have is 0.
 * Weights of examples are not looked at.
 *
 * <p>Every setting of {@link ExperimentConfig} can be given and stands in the provenance, except
 * those that say which data to read ({@code dataset}, {@code preprocessing}, {@code
 * validationSize}), which the caller does, and {@code initFrom}. Layers are dense: examples are no
 * images.
 *
 * <p>The first model is trained with the setting {@code seed}, and is what the program's own
 * trainer gives with it. Later ones are trained with seeds drawn from it, so that each differs;
 * {@link #setInvocationCount} repeats any.
 */
public final class SparseVdTrainer implements org.tribuo.Trainer<Label> {
  @Config(
      description =
          "Settings by key, as sparsevd settings lists them; defaults for what is left out.")
  private Map<String, String> settings = new TreeMap<>();

  @Config(description = "Threads that train; the model does not depend on their number.")
  private int threads = Runtime.getRuntime().availableProcessors();

  private ExperimentConfig config; // of the settings
  private int invocations; // guarded by this

  /** For OLCUT, which fills in the fields and calls {@link #postConfig}. */
  @SuppressWarnings("UnusedMethod")
  private SparseVdTrainer() {}

  /**
   * Trains on all processors.
   *
   * @throws IllegalArgumentException as the other constructors
   */
  public SparseVdTrainer(ExperimentConfig config) {
    this(config, Runtime.getRuntime().availableProcessors());
  }

  /**
   * A trainer with these settings. Those that say which data to read are not used.
   *
   * @param threads at least 1
   * @throws IllegalArgumentException when settings do not fit together, the config starts from a
   *     run, or {@code threads} is too small
   */
  public SparseVdTrainer(ExperimentConfig config, int threads) {
    this.threads = threads;
    config.asMap().forEach((key, value) -> settings.put(key, value.toString()));
    settings.keySet().removeIf(SparseVdTrainer::isOfData);
    if (config.initFrom().isEmpty()) {
      settings.remove(INIT_FROM);
    }
    begin();
  }

  /**
   * A trainer with these settings by key, and defaults for the others.
   *
   * @param threads at least 1
   * @throws IllegalArgumentException when a key is unknown or a value not allowed, naming what is,
   *     or as of the other constructors
   */
  public SparseVdTrainer(Map<String, String> settings, int threads) {
    this.threads = threads;
    this.settings.putAll(settings);
    begin();
  }

  private static final String INIT_FROM = "initFrom";

  private static boolean isOfData(String key) {
    return Setting.all().stream()
        .anyMatch(setting -> setting.key().equals(key) && setting.group() == Setting.Group.DATA);
  }

  /** Called by OLCUT once the fields are set. */
  @Override
  public synchronized void postConfig() {
    try {
      begin();
    } catch (IllegalArgumentException e) {
      throw new PropertyException(e, "", "settings", e.getMessage());
    }
  }

  /** Checks the fields and fills in the defaults, so that the provenance holds every setting. */
  private void begin() {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected 1 or more, got " + threads);
    }
    ExperimentConfig all = ExperimentConfig.defaults();
    try {
      for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
        String key = setting.getKey();
        if (isOfData(key) || key.equals(INIT_FROM)) {
          throw new IllegalArgumentException(
              key + ": not used here, the examples are those given to train; expected no " + key);
        }
        all = all.with(key, setting.getValue());
      }
      config = all.validated();
    } catch (InvalidConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    Map<String, String> complete = new TreeMap<>();
    for (Setting setting : Setting.all()) {
      if (!isOfData(setting.key()) && !setting.key().equals(INIT_FROM)) {
        complete.put(setting.key(), setting.write(setting.valueIn(config)));
      }
    }
    settings = complete;
  }

  /** The settings; those that say which data to read are the defaults and not used. */
  public ExperimentConfig config() {
    return config;
  }

  @Override
  public SparseVdModel train(org.tribuo.Dataset<Label> examples) {
    return train(examples, Map.of());
  }

  @Override
  public SparseVdModel train(
      org.tribuo.Dataset<Label> examples, Map<String, Provenance> runProvenance) {
    return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
  }

  /**
   * Trains a network and prunes it at the setting {@code threshold}; blocks.
   *
   * @param examples all with a label
   * @param runProvenance kept in the model's provenance
   * @param invocationCount as {@link #setInvocationCount}, or {@link #INCREMENT_INVOCATION_COUNT}
   *     to go on counting
   * @throws IllegalArgumentException in one sentence, when the examples cannot be trained on or the
   *     layers do not fit them
   * @throws IllegalStateException in one sentence, when the numbers blow up
   */
  @Override
  public SparseVdModel train(
      org.tribuo.Dataset<Label> examples,
      Map<String, Provenance> runProvenance,
      int invocationCount) {
    if (examples.getOutputInfo().getUnknownCount() > 0) {
      throw new IllegalArgumentException(
          "expected examples with labels, got %d without"
              .formatted(examples.getOutputInfo().getUnknownCount()));
    }
    Dataset data = TribuoData.of(examples);
    TrainerProvenance provenance;
    ExperimentConfig seeded;
    try {
      config.stages(data);
      synchronized (this) {
        if (invocationCount != INCREMENT_INVOCATION_COUNT) {
          setInvocationCount(invocationCount);
        }
        provenance = getProvenance();
        seeded = config.with("seed", Long.toString(seed(config.seed(), invocations)));
        invocations++;
      }
    } catch (InvalidConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    List<LayerWeights> weights = train(seeded, data);
    return new SparseVdModel(
        "sparse-vd",
        new ModelProvenance(
            SparseVdModel.class.getName(),
            OffsetDateTime.now(ZoneOffset.UTC),
            examples.getProvenance(),
            provenance,
            runProvenance),
        examples.getFeatureIDMap(),
        examples.getOutputIDInfo(),
        seeded,
        weights);
  }

  /** The pruned weights, without log σ². */
  private List<LayerWeights> train(ExperimentConfig seeded, Dataset data) {
    AtomicReference<List<LayerWeights>> latest = new AtomicReference<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            latest.set(report.weights());
          }
        };
    try (Compute compute = new Compute(threads)) {
      Outcome outcome = new Trainer(compute).train(seeded, data, listener, new TrainingControl());
      switch (outcome) {
        case Outcome.Completed _ -> {}
        case Outcome.Cancelled _ -> throw new AssertionError("nobody can cancel");
        case Outcome.Diverged diverged ->
            throw new IllegalStateException(
                "training diverged in "
                    + diverged.message()
                    + "; expected finite numbers, which a lower learningRate may give");
        case Outcome.Failed failed ->
            throw new IllegalStateException("training failed: " + failed.message(), failed.cause());
      }
      return Pruning.at(compute.kernels(), latest.get(), Cut.at(seeded.threshold()))
          .weights()
          .stream()
          .map(LayerWeights::withoutNoise)
          .toList();
    }
  }

  /** The seed of an invocation: the given one at first, then numbers drawn from it. */
  static long seed(long first, int invocation) {
    SplittableRandom random = new SplittableRandom(first);
    long seed = first;
    for (int i = 0; i < invocation; i++) {
      seed = random.nextLong() >>> 11; // what the setting allows: 53 bits
    }
    return seed;
  }

  @Override
  public synchronized int getInvocationCount() {
    return invocations;
  }

  /**
   * Makes the next training the one after {@code count} others.
   *
   * @throws IllegalArgumentException when {@code count} is negative
   */
  @Override
  public synchronized void setInvocationCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("invocation count: expected 0 or more, got " + count);
    }
    invocations = count;
  }

  /** Every setting, the number of threads and the invocation count. */
  @Override
  public synchronized TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }

  @Override
  public String toString() {
    return "SparseVdTrainer(threads=%d, settings=%s)".formatted(threads, settings);
  }
}
