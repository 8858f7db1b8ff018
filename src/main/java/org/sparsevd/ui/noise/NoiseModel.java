package org.sparsevd.ui.noise;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.prune.NoisyWeight;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.Run;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.EstimatorRace;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.GradientNoise;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Method;
import org.sparsevd.train.TrainingControl;

/**
 * The noise lab's state: one weight and its noise, the gradients' measured variance, and a race.
 * For the view's thread; measuring and racing happen on another.
 */
public final class NoiseModel {
  /** Draws of the noise an estimator, a fair number for error bars of a few percent. */
  static final int DRAWS = 200;

  static final int MOST_DRAWS_OF_WEIGHT = 200_000;
  private static final int DRAWS_A_POLL = 4_000;

  /** Stands for a θ of 0, around which there is nothing to see. */
  private static final double SMALLEST_THETA = 1e-4;

  private final LoadedData data;
  private final Executor viewThread;
  private final NoiseTask measuring;
  private final NoiseTask racing;
  private final Random choice = new Random(7);
  private final WeightDraws draws = new WeightDraws();
  private final DoubleProperty logAlpha = new SimpleDoubleProperty(this, "logAlpha");
  private final ReadOnlyObjectWrapper<Optional<NoisyWeight>> weight =
      new ReadOnlyObjectWrapper<>(this, "weight", Optional.empty());
  private final ReadOnlyObjectWrapper<List<GradientNoise>> noise =
      new ReadOnlyObjectWrapper<>(this, "noise", List.of());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private IntConsumer onRaceBegun = epochs -> {};
  private BiConsumer<GradientEstimator, EpochMetrics> onLap = (estimator, metrics) -> {};
  private Optional<Run> run = Optional.empty();
  private Optional<List<LayerWeights>> weights = Optional.empty();
  private String layer = "";

  /**
   * @param catalog where the data sets are
   * @param background may be kept busy for minutes
   */
  public NoiseModel(DatasetCatalog catalog, Executor background, Executor viewThread) {
    data = new LoadedData(catalog);
    this.viewThread = viewThread;
    measuring = new NoiseTask(background, viewThread);
    racing = new NoiseTask(background, viewThread);
    logAlpha.addListener(
        observable -> weight.get().ifPresent(chosen -> drawAnew(chosen, logAlpha.get())));
  }

  /** log α of the noise on the chosen weight; the weight's own at first. */
  public DoubleProperty logAlphaProperty() {
    return logAlpha;
  }

  public ReadOnlyObjectProperty<Optional<NoisyWeight>> weightProperty() {
    return weight.getReadOnlyProperty();
  }

  /** What was measured last; empty before. */
  public ReadOnlyObjectProperty<List<GradientNoise>> noiseProperty() {
    return noise.getReadOnlyProperty();
  }

  /** Why something could not be measured, in a sentence; empty when all is well. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  NoiseTask measuring() {
    return measuring;
  }

  NoiseTask racing() {
    return racing;
  }

  WeightDraws draws() {
    return draws;
  }

  void setOnRace(IntConsumer begun, BiConsumer<GradientEstimator, EpochMetrics> lap) {
    onRaceBegun = begun;
    onLap = lap;
  }

  /** Looks at a run, in one of its layers; its newest weights are taken. */
  public void look(Optional<Run> newRun, String newLayer) {
    Optional<List<LayerWeights>> newest = newRun.flatMap(Run::weights);
    boolean otherRun = !newRun.equals(run);
    boolean otherLayer = !newLayer.equals(layer);
    run = newRun;
    layer = newLayer;
    if (otherRun) {
      noise.set(List.of());
      problem.set("");
    }
    boolean first = weights.isEmpty() && newest.isPresent();
    weights = newest;
    if (otherRun || otherLayer || first || newest.isEmpty()) {
      chooseAnother();
    }
  }

  /** Whether the run at hand has noise to look at: a Sparse VD run with weights. */
  public boolean isUsable() {
    return config().isPresent() && !layers().isEmpty();
  }

  private Optional<ExperimentConfig> config() {
    return run.flatMap(each -> each.info().config())
        .filter(each -> each.method() == Method.SPARSE_VD);
  }

  /** Newest completed epoch, which the weights are of. */
  int epoch() {
    return run.flatMap(Run::latest).map(EpochMetrics::epoch).orElse(0);
  }

  private List<LayerWeights> layers() {
    return weights.orElse(List.of()).stream()
        .filter(LayerWeights::isNoisy)
        .filter(each -> layer.isEmpty() || each.name().equals(layer))
        .toList();
  }

  /** Chooses a kept weight by chance. */
  public void chooseAnother() {
    choose(layers().stream().findFirst().map(each -> NoisyWeight.anyKept(each, choice)));
  }

  /** Chooses a weight of the layer by its place; does nothing when there is none. */
  public void choose(int input, int output) {
    Optional<NoisyWeight> there =
        weight
            .get()
            .flatMap(now ->
                weights.orElse(List.of()).stream()
                    .filter(each -> each.name().equals(now.layer()))
                    .findFirst())
            .flatMap(each -> NoisyWeight.at(each, input, output));
    if (there.isPresent()) {
      choose(there);
    }
  }

  private void choose(Optional<NoisyWeight> chosen) {
    chosen.ifPresent(each -> drawAnew(each, each.logAlpha())); // before anybody looks
    weight.set(chosen);
    chosen.ifPresent(each -> logAlpha.set(each.logAlpha()));
  }

  private void drawAnew(NoisyWeight chosen, double noise) {
    draws.begin(chosen.theta() == 0 ? SMALLEST_THETA : chosen.theta(), noise);
    draws.draw(DRAWS_A_POLL);
  }

  /** Draws some more, and takes in progress. Whether there are new draws to show. */
  boolean poll() {
    measuring.poll();
    racing.poll();
    if (weight.get().isEmpty() || draws.total() >= MOST_DRAWS_OF_WEIGHT) {
      return false;
    }
    draws.draw(DRAWS_A_POLL);
    return true;
  }

  /** Measures the gradients' variance on the run's newest weights. */
  public void measure() {
    Optional<ExperimentConfig> config = config();
    if (config.isEmpty() || weights.isEmpty()) {
      problem.set(Text.of("ui.noise.noRun"));
      return;
    }
    problem.set("");
    List<LayerWeights> now = weights.get();
    measuring.start(
        () -> {
          try (Compute compute = new Compute(Runtime.getRuntime().availableProcessors())) {
            Optional<List<GradientNoise>> measured =
                GradientNoise.measure(
                    compute,
                    config.get(),
                    data.of(config.get()),
                    now,
                    DRAWS,
                    measuring::isCancelled,
                    measuring::reach);
            viewThread.execute(() -> measured.ifPresent(noise::set));
          }
        },
        () -> {},
        this::tell);
  }

  private void tell(Exception cause) {
    problem.set(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  /** Races the three estimators by the run's settings, over {@code epochs}. */
  public void race(int epochs) {
    ExperimentConfig config;
    try {
      config = shortened(config().orElseGet(ExperimentConfig::defaults), epochs);
    } catch (InvalidConfigException e) {
      problem.set(e.getMessage());
      return;
    }
    problem.set("");
    TrainingControl control = new TrainingControl();
    onRaceBegun.accept(epochs);
    racing.start(
        () -> {
          try (Compute compute = new Compute(Runtime.getRuntime().availableProcessors())) {
            int laps = GradientEstimator.values().length * (epochs + 1);
            int[] done = {0};
            EstimatorRace.run(
                compute,
                config,
                data.of(config),
                (estimator, metrics) -> {
                  racing.reach(++done[0] / (double) laps);
                  viewThread.execute(() -> onLap.accept(estimator, metrics));
                },
                control);
          }
        },
        control::cancel,
        this::tell);
  }

  /** The same schedule in fewer epochs: warm-up and decay keep their shares of the whole. */
  static ExperimentConfig shortened(ExperimentConfig config, int epochs)
      throws InvalidConfigException {
    double share = epochs / (double) config.epochs();
    return config
        .with("epochs", Integer.toString(epochs))
        .with("decayFrom", Integer.toString((int) Math.round(share * config.decayFrom())))
        .with("klWarmupStart", Integer.toString((int) Math.floor(share * config.klWarmupStart())))
        .with("klWarmupEnd", Integer.toString((int) Math.ceil(share * config.klWarmupEnd())))
        .validated();
  }
}
