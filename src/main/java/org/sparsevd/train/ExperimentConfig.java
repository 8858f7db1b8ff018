package org.sparsevd.train;

import static org.sparsevd.train.Method.BINARY_DROPOUT;
import static org.sparsevd.train.Method.GAUSSIAN_DROPOUT;
import static org.sparsevd.train.Method.PLAIN;
import static org.sparsevd.train.Method.SPARSE_VD;
import static org.sparsevd.train.Setting.Group.DATA;
import static org.sparsevd.train.Setting.Group.METHOD;
import static org.sparsevd.train.Setting.Group.NETWORK;
import static org.sparsevd.train.Setting.Group.OPTIMISER;
import static org.sparsevd.train.Setting.Group.REGULARISER;
import static org.sparsevd.train.Setting.Group.SCHEDULE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.sparsevd.data.DataRequest;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.Preprocessing;
import org.sparsevd.nn.Architecture;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.nn.vd.KlForm;

/**
 * Everything that decides how a run goes, but for the machine it runs on. Immutable. Each setting
 * stands once, here, with its default (the published LeNet-300-100 settings), its range and the
 * methods that read it; {@link Setting#all()} is made from this header.
 *
 * <p>{@code e} below counts epochs from 0, as the authors' code does.
 *
 * @param dataset name in the data set catalogue, see {@link org.sparsevd.data.DatasetCatalog}
 * @param preprocessing what is done to a pixel, or to a column of a CSV file
 * @param validationSize training samples set aside by seed to choose on
 * @param randomLabels probability that a training sample's label is drawn at random instead, see
 *     {@link DataRequest}
 * @param hiddenLayers hidden layers from the input on, such as {@code 300-100}; see {@link
 *     Architecture}
 * @param denseInit what θ of dense layers is drawn from at the start
 * @param convInit what θ of convolutions is drawn from at the start
 * @param thetaInitStddev standard deviation of a normal start
 * @param initFrom name or folder of a run to take θ and biases from instead; empty for none
 * @param method how the weights are regularised
 * @param dropoutRate probability that a hidden activation of a dense layer is zeroed
 * @param convDropoutRate the same for what a convolution puts out
 * @param maxNorm longest allowed vector of weights into one neuron; 0 switches it off
 * @param weightDecay L2: the loss is N · (mean cross-entropy + weightDecay / 2 · Σθ²), so the mean
 *     loss has the gradient weightDecay · θ; biases do not decay
 * @param alpha α of the noise on the weights of every layer but the first; where it starts when
 *     learned
 * @param inputAlpha the same for the first layer
 * @param learnAlpha whether each layer's α is trained, in at most 1, with Kingma's KL term
 * @param gradientEstimator where the noise enters while training
 * @param logSigma2Init log σ² of every weight at the start
 * @param trainClip whether training already sees pruned weights as zero
 * @param trainCut log α from which trainClip prunes
 * @param threshold log α from which a weight counts as pruned in every reported figure
 * @param epochs passes over the training set
 * @param batchSize samples a minibatch
 * @param learningRate Adam's step size until {@code decayFrom}
 * @param decayFrom e from which the learning rate falls linearly to 0 at {@code epochs}
 * @param seed of initial weights, sample order, noise and splits
 * @param adamBeta1 decay of Adam's mean of gradients
 * @param adamBeta2 decay of Adam's mean of squared gradients
 * @param adamEpsilon keeps Adam's division from zero
 * @param klForm which form of the KL divergence is trained
 * @param klWeight weight of ΣKL once warmed up
 * @param klWarmupStart e up to which ΣKL weighs nothing
 * @param klWarmupEnd e from which ΣKL weighs {@code klWeight}; linear in between
 */
public record ExperimentConfig(
    @Spec(group = DATA, standard = "mnist", fromCatalog = true) String dataset,
    @Spec(group = DATA, standard = "paper") Preprocessing preprocessing,
    @Spec(group = DATA, standard = "0", min = 0, max = 1_000_000) int validationSize,
    @Spec(group = DATA, standard = "0", min = 0, max = 1, form = Setting.Kind.SHARE)
        double randomLabels,
    @Spec(group = NETWORK, standard = "300-100") String hiddenLayers,
    @Spec(group = NETWORK, standard = "normal") ThetaInit denseInit,
    @Spec(group = NETWORK, standard = "glorot") ThetaInit convInit,
    @Spec(group = NETWORK, standard = "0.01", min = 1e-6, max = 1) double thetaInitStddev,
    @Spec(group = NETWORK, standard = "", form = Setting.Kind.RUN) String initFrom,
    @Spec(group = METHOD, standard = "sparse-vd") Method method,
    @Spec(group = METHOD, standard = "0.5", min = 0, max = 0.95, only = BINARY_DROPOUT)
        double dropoutRate,
    @Spec(group = METHOD, standard = "0", min = 0, max = 0.95, only = BINARY_DROPOUT)
        double convDropoutRate,
    @Spec(group = METHOD, standard = "3", min = 0, max = 1000, only = BINARY_DROPOUT)
        double maxNorm,
    @Spec(
            group = METHOD,
            standard = "0",
            min = 0,
            max = 1,
            only = {PLAIN, BINARY_DROPOUT})
        double weightDecay,
    @Spec(group = METHOD, standard = "1", min = 0.001, max = 1000, only = GAUSSIAN_DROPOUT)
        double alpha,
    @Spec(group = METHOD, standard = "0.25", min = 0.001, max = 1000, only = GAUSSIAN_DROPOUT)
        double inputAlpha,
    @Spec(group = METHOD, standard = "false", only = GAUSSIAN_DROPOUT) boolean learnAlpha,
    @Spec(group = METHOD, standard = "local-reparameterisation", only = SPARSE_VD)
        GradientEstimator gradientEstimator,
    @Spec(group = METHOD, standard = "-10", min = -20, max = 2, only = SPARSE_VD)
        double logSigma2Init,
    @Spec(group = METHOD, standard = "true", only = SPARSE_VD) boolean trainClip,
    @Spec(group = METHOD, standard = "3", min = -8, max = 8, only = SPARSE_VD) double trainCut,
    @Spec(group = METHOD, standard = "3", min = -8, max = 8, only = SPARSE_VD) double threshold,
    @Spec(group = SCHEDULE, standard = "200", min = 1, max = 100_000, changeable = true) int epochs,
    @Spec(group = SCHEDULE, standard = "100", min = 1, max = 10_000) int batchSize,
    @Spec(group = SCHEDULE, standard = "0.001", min = 1e-8, max = 10, changeable = true)
        double learningRate,
    @Spec(group = SCHEDULE, standard = "100", min = 0, max = 100_000) int decayFrom,
    @Spec(group = SCHEDULE, standard = "1", min = 0, max = 9_007_199_254_740_991.0) long seed,
    @Spec(group = OPTIMISER, standard = "0.9", min = 0, max = 0.9999) double adamBeta1,
    @Spec(group = OPTIMISER, standard = "0.999", min = 0, max = 0.999999) double adamBeta2,
    @Spec(group = OPTIMISER, standard = "1e-8", min = 1e-12, max = 1) double adamEpsilon,
    @Spec(group = REGULARISER, standard = "approximation", only = SPARSE_VD) KlForm klForm,
    @Spec(
            group = REGULARISER,
            standard = "1",
            min = 0,
            max = 1000,
            changeable = true,
            only = {SPARSE_VD, GAUSSIAN_DROPOUT})
        double klWeight,
    @Spec(
            group = REGULARISER,
            standard = "5",
            min = 0,
            max = 100_000,
            only = {SPARSE_VD, GAUSSIAN_DROPOUT})
        int klWarmupStart,
    @Spec(
            group = REGULARISER,
            standard = "20",
            min = 0,
            max = 100_000,
            only = {SPARSE_VD, GAUSSIAN_DROPOUT})
        int klWarmupEnd) {

  /** Keeps a layer's weights, and the arrays beside them, well inside what an array can hold. */
  private static final long MAX_LAYER_WEIGHTS = 1L << 28;

  /** The defaults: the published LeNet-300-100 settings. */
  public static ExperimentConfig defaults() {
    return SettingList.defaults();
  }

  /**
   * This config with one setting changed.
   *
   * @throws InvalidConfigException when the key is unknown or the value not allowed
   */
  public ExperimentConfig with(String key, String value) throws InvalidConfigException {
    Setting setting = Setting.named(key);
    return SettingList.replace(this, setting, setting.parse(value));
  }

  /** This config, with at least {@code completed} epochs. */
  ExperimentConfig withEpochsOf(int completed) {
    try {
      return epochs >= completed ? this : with("epochs", Integer.toString(completed));
    } catch (InvalidConfigException e) {
      throw new IllegalStateException("more epochs than are allowed were trained", e);
    }
  }

  /**
   * Checks what no single setting can: how settings fit together.
   *
   * @throws InvalidConfigException naming the setting to change
   */
  public ExperimentConfig validated() throws InvalidConfigException {
    if (klWarmupEnd < klWarmupStart) {
      throw new InvalidConfigException(
          "klWarmupEnd",
          "klWarmupEnd: "
              + klWarmupEnd
              + " is before klWarmupStart "
              + klWarmupStart
              + ", allowed: klWarmupStart or later");
    }
    if (learnAlpha && Math.max(alpha, inputAlpha) > 1) {
      String key = alpha > 1 ? "alpha" : "inputAlpha";
      throw new InvalidConfigException(
          key,
          key
              + ": "
              + Math.max(alpha, inputAlpha)
              + " is not allowed with learnAlpha, expected 1 or less");
    }
    if (architecture().largestHiddenMatrix() > MAX_LAYER_WEIGHTS) {
      throw tooLarge();
    }
    return this;
  }

  /** The data it asks for. */
  public DataRequest dataRequest() {
    return new DataRequest(dataset, preprocessing, validationSize, randomLabels, seed);
  }

  /** The hidden layers. */
  public Architecture architecture() {
    return Architecture.parse(hiddenLayers);
  }

  /**
   * The network's steps on {@code data}.
   *
   * @throws InvalidConfigException when a layer does not fit the samples
   */
  public List<Stage> stages(Dataset data) throws InvalidConfigException {
    if (architecture().needsImages() && data.shape().isEmpty()) {
      throw new InvalidConfigException(
          "hiddenLayers",
          "hiddenLayers: "
              + hiddenLayers
              + " needs images, but the samples of "
              + data.name()
              + " are none; expected layer widths such as 300-100");
    }
    Volume input =
        data.shape()
            .map(shape -> new Volume(shape.channels(), shape.height(), shape.width()))
            .orElse(Volume.ofFeatures(data.train().features()));
    try {
      List<Stage> stages = architecture().stages(input, data.classes());
      if (stages.stream()
          .mapToLong(ExperimentConfig::weights)
          .anyMatch(n -> n > MAX_LAYER_WEIGHTS)) {
        throw tooLarge();
      }
      return stages;
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigException(
          "hiddenLayers",
          "hiddenLayers: " + hiddenLayers + " does not fit " + data.name() + ": " + e.getMessage());
    }
  }

  private static long weights(Stage stage) {
    return switch (stage) {
      case Stage.Dense dense -> (long) dense.inputs() * dense.outputs();
      case Stage.Conv conv -> (long) conv.geometry().fanIn() * conv.geometry().filters();
      case Stage.Unflatten other -> 0;
      case Stage.MaxPool other -> 0;
      case Stage.Flatten other -> 0;
    };
  }

  private InvalidConfigException tooLarge() {
    return new InvalidConfigException(
        "hiddenLayers",
        "hiddenLayers: "
            + hiddenLayers
            + " is not allowed, expected at most "
            + MAX_LAYER_WEIGHTS
            + " weights between two layers");
  }

  /**
   * Why this cannot start from the weights of a trained network: which layer, the shape expected
   * and the one found; empty when it can.
   *
   * @throws InvalidConfigException when a layer does not fit the samples
   */
  public Optional<String> misfit(List<LayerWeights> weights, Dataset data)
      throws InvalidConfigException {
    return InitialWeights.misfit(stages(data), weights);
  }

  /**
   * KL weight in the epoch numbered {@code epoch} (the first is 1, so e = epoch − 1): 0 before
   * klWarmupStart, linear up to klWarmupEnd, then klWeight. 0 without a KL term.
   */
  public double klWeightAt(int epoch) {
    int e = epoch - 1;
    if (!hasKlTerm() || e < klWarmupStart) {
      return 0;
    }
    return e >= klWarmupEnd
        ? klWeight
        : klWeight * (e - klWarmupStart) / (klWarmupEnd - klWarmupStart);
  }

  /** Whether the loss has a KL term. */
  public boolean hasKlTerm() {
    return method == SPARSE_VD || (method == GAUSSIAN_DROPOUT && learnAlpha);
  }

  /** Learning rate in the epoch numbered {@code epoch} (the first is 1, so e = epoch − 1). */
  public double learningRateAt(int epoch) {
    int e = epoch - 1;
    return e < decayFrom || decayFrom >= epochs
        ? learningRate
        : learningRate * (epochs - e) / (epochs - decayFrom);
  }

  /** This with the {@linkplain Setting#changeable changeable} settings of {@code other}. */
  ExperimentConfig withChangeableOf(ExperimentConfig other) {
    ExperimentConfig changed = this;
    for (Setting setting : Setting.all()) {
      if (setting.changeable()) {
        changed = SettingList.replace(changed, setting, setting.valueIn(other));
      }
    }
    return changed;
  }

  /** Values that differ from {@code other}, by key: this config's value and the other's. */
  public SequencedMap<String, Difference> differencesFrom(ExperimentConfig other) {
    SequencedMap<String, Difference> differences = new LinkedHashMap<>();
    for (Setting setting : Setting.all()) {
      Object here = setting.valueIn(this);
      Object there = setting.valueIn(other);
      if (!here.equals(there)) {
        differences.put(setting.key(), new Difference(setting.write(here), setting.write(there)));
      }
    }
    return differences;
  }

  /** All values as written in JSON, by key, in the order of the settings. */
  public Map<String, Object> asMap() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting setting : Setting.all()) {
      Object value = setting.valueIn(this);
      values.put(setting.key(), value instanceof Enum<?> ? setting.write(value) : value);
    }
    return values;
  }

  /** One setting's two written values. */
  public record Difference(String here, String there) {}
}
