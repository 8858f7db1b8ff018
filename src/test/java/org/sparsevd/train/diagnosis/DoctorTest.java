package org.sparsevd.train.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Trainer;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** Real trainings, spoilt in every way the doctor knows, and sound ones. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class DoctorTest {
  private static final String TOY = "toy epochs=12 klWarmupStart=3 klWarmupEnd=6 ";
  private static final String DENSE =
      "demo epochs=5 klWarmupStart=1 klWarmupEnd=3 hiddenLayers=60-30 ";
  private static final String CONVOLUTION =
      "demo epochs=6 klWarmupStart=1 klWarmupEnd=3 hiddenLayers=6@5x5-pool3-30 ";

  private record Watched(List<EpochMetrics> epochs, Outcome outcome, Optional<Diagnosis> found) {}

  private static ExperimentConfig config(String line) throws InvalidConfigException {
    List<String> words = Arrays.asList(line.strip().split(" +", -1));
    ExperimentConfig config = Presets.named(words.getFirst()).config();
    for (String change : words.subList(1, words.size())) {
      int equals = change.indexOf('=');
      config = config.with(change.substring(0, equals), change.substring(equals + 1));
    }
    return config.validated();
  }

  /** All of the toy data, the first samples of any other. */
  private static Dataset data(ExperimentConfig config, int size) throws DatasetException {
    Dataset all =
        DatasetCatalog.current()
            .load(config.dataset(), config.preprocessing(), config.validationSize(), config.seed());
    return all.train().size() <= size
        ? all
        : with(
            all, first(all.train(), size), first(all.validation(), 1000), first(all.test(), 1000));
  }

  private static Samples first(Samples samples, int size) {
    return samples.subset(IntStream.range(0, Math.min(size, samples.size())).toArray());
  }

  private static Dataset with(Dataset data, Samples train, Samples validation, Samples test) {
    return new Dataset(
        data.name(),
        data.title(),
        train,
        validation,
        test,
        data.shape(),
        data.classNames(),
        data.inputMean(),
        data.sha256());
  }

  private static Watched watch(ExperimentConfig config, Dataset data) {
    Doctor doctor = new Doctor(config, data, List.of());
    List<EpochMetrics> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void minibatchDone(int epoch, int minibatch, int count, double dataTermNats) {
            doctor.minibatchDone(epoch, minibatch, count, dataTermNats);
          }

          @Override
          public void epochDone(EpochReport report) {
            doctor.epochDone(report);
            epochs.add(report.metrics());
          }
        };
    try (Compute compute = new Compute(2)) {
      Outcome outcome = new Trainer(compute).train(config, data, listener, new TrainingControl());
      return new Watched(epochs, outcome, doctor.diagnose(outcome));
    }
  }

  static Stream<List<String>> spoilt() {
    return Stream.of(
        List.of(TOY + "logSigma2Init=-2", "NOISE", "logSigma2Init"),
        List.of(TOY + "logSigma2Init=2", "NOISE", "logSigma2Init"),
        List.of(TOY + "gradientEstimator=additive logSigma2Init=-2", "NOISE", "logSigma2Init"),
        List.of(DENSE + "logSigma2Init=-2", "NOISE", "logSigma2Init"),
        List.of(DENSE + "gradientEstimator=additive logSigma2Init=0", "NOISE", "logSigma2Init"),
        List.of(CONVOLUTION + "logSigma2Init=0", "NOISE", "logSigma2Init"),
        List.of(TOY + "learningRate=0.3", "LEARNING_RATE", "learningRate"),
        List.of(TOY + "learningRate=10", "LEARNING_RATE", "learningRate"),
        List.of(TOY + "gradientEstimator=additive learningRate=1", "LEARNING_RATE", "learningRate"),
        List.of(DENSE + "learningRate=1", "LEARNING_RATE", "learningRate"),
        List.of(DENSE + "method=plain learningRate=1", "LEARNING_RATE", "learningRate"),
        List.of(CONVOLUTION + "learningRate=1", "LEARNING_RATE", "learningRate"),
        List.of(TOY + "klWeight=100", "KL", "klWeight"),
        List.of(TOY + "gradientEstimator=additive klWeight=1000", "KL", "klWeight"),
        List.of(DENSE + "klWeight=300", "KL", "klWeight"),
        List.of(CONVOLUTION + "klWeight=300", "KL", "klWeight"),
        List.of(CONVOLUTION + "klWarmupStart=0 klWarmupEnd=0", "KL", "klWarmupStart, klWarmupEnd"),
        List.of(TOY + "thetaInitStddev=1", "INITIAL_WEIGHTS", "thetaInitStddev"));
  }

  @ParameterizedTest
  @MethodSource("spoilt")
  void spoiltSettingsAreFoundAndTheOfferedOnesTrainWell(List<String> row) throws Exception {
    ExperimentConfig config = config(row.get(0));
    Dataset data = data(config, 6000);
    Diagnosis found = watch(config, data).found().orElseThrow();
    assertEquals(Cause.valueOf(row.get(1)), found.cause(), found.toString());
    assertEquals(
        row.get(2), String.join(", ", found.remedy().stream().map(it -> it.setting()).toList()));
    assertTrue(found.layer().matches("(fc|conv)[123]"), found.layer());
    assertTrue(found.epoch() >= 1 && found.epoch() <= config.epochs(), found.toString());
    Watched mended = watch(found.mended(config).orElseThrow(), data);
    EpochMetrics last = mended.epochs().getLast();
    System.out.printf(
        "%s: %s in %s, epoch %d; %s; train error then %.1f %% (chance %.1f %%)%n",
        row.get(0),
        found.cause(),
        found.layer(),
        found.epoch(),
        found.remedy(),
        last.trainErrorPercent(),
        found.evidence().chanceErrorPercent());
    assertEquals(Optional.empty(), mended.found());
    assertTrue(
        last.trainErrorPercent() < found.evidence().chanceErrorPercent() / 3, last.toString());
  }

  @Test
  void numbersThatBlowUpAreFoundWhereTheyBlowUp() throws Exception {
    ExperimentConfig deep =
        config("toy epochs=3 learningRate=10 hiddenLayers=" + "99-".repeat(9) + "99");
    Dataset data = data(deep, 6000);
    Watched watched = watch(deep, data);
    Outcome.Diverged diverged = (Outcome.Diverged) watched.outcome();
    Diagnosis found = watched.found().orElseThrow();
    assertEquals(Cause.LEARNING_RATE, found.cause());
    assertTrue(found.nonFinite());
    assertEquals(diverged.layer(), found.layer());
    assertEquals(List.of(1, 2), List.of(found.epoch(), found.minibatch()), "the first step did it");
  }

  static Stream<String> presets() {
    return Presets.all().stream().map(Presets.Preset::name);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyPresetIsSound(String name) throws Exception {
    // As many steps as an epoch of the whole training set has would take minutes: a few are enough
    // for a false alarm, if one were to come.
    ExperimentConfig config = config(name + (name.equals("toy") ? "" : " epochs=2"));
    Watched watched =
        watch(config, data(config, config.architecture().needsImages() ? 1500 : 6000));
    assertEquals(Optional.empty(), watched.found(), watched.epochs().toString());
  }

  /** The labels are true ones here, so that more is guessed than by chance before all is pruned. */
  @Test
  void labelsDrawnAtRandomOnPurposeAreNoFaultWhateverWasGuessed() throws Exception {
    String spoilt = DENSE + "klWeight=1000";
    Dataset data = data(config(spoilt), 6000);
    assertEquals(Cause.KL, watch(config(spoilt), data).found().orElseThrow().cause());
    Diagnosis found = watch(config(spoilt + " randomLabels=1"), data).found().orElseThrow();
    assertEquals(Cause.NOTHING_TO_LEARN, found.cause(), found.toString());
  }

  @Test
  void labelsDrawnAtRandomAreNoFaultWhenSparseVdPrunesAll() throws Exception {
    ExperimentConfig config = config(DENSE + "epochs=8");
    Dataset data = data(config, 6000);
    Dataset random =
        with(
            data,
            new RandomLabels(data.train(), 1),
            new RandomLabels(data.validation(), 2),
            new RandomLabels(data.test(), 3));
    Diagnosis found = watch(config, random).found().orElseThrow();
    assertEquals(Cause.NOTHING_TO_LEARN, found.cause(), found.toString());
    assertFalse(found.cause().isFault());
    assertEquals(List.of(), found.remedy());
  }

  @ParameterizedTest
  @CsvSource({"1000", "NaN"})
  void inputsThatAreTooLargeAreFoundAndNoSettingIsBlamed(float factor) throws Exception {
    ExperimentConfig config = config(TOY + "epochs=1");
    Dataset data = data(config, 6000);
    Dataset scaled = with(data, new Scaled(data.train(), factor), data.validation(), data.test());
    Diagnosis found = watch(config, scaled).found().orElseThrow();
    assertEquals(Cause.DATA, found.cause(), found.toString());
    assertEquals(Optional.empty(), found.mended(config));
  }

  @Test
  void whatFailedOrHasNotBegunIsNotJudged() throws Exception {
    ExperimentConfig config = config(TOY + "learningRate=10");
    Dataset data = data(config, 6000);
    Doctor doctor = new Doctor(config, data, List.of());
    doctor.minibatchDone(1, 1, 20, 1e9 * data.train().size());
    assertEquals(Optional.empty(), doctor.diagnose(new Outcome.Cancelled(0)));
    assertEquals(
        Optional.empty(), doctor.diagnose(new Outcome.Failed(0, new IllegalStateException("x"))));
  }

  private record RandomLabels(Samples samples, int key) implements Samples {
    @Override
    public int size() {
      return samples.size();
    }

    @Override
    public int features() {
      return samples.features();
    }

    @Override
    public int label(int index) {
      return new java.util.Random(index * 31L + key * 1_000_003L).nextInt(10);
    }

    @Override
    public void copy(int index, float[] values, int offset) {
      samples.copy(index, values, offset);
    }

    @Override
    public Samples subset(int[] indices) {
      if (indices.length != size()) {
        throw new IllegalArgumentException("these labels belong to the whole");
      }
      return this;
    }
  }

  private record Scaled(Samples samples, float factor) implements Samples {
    @Override
    public int size() {
      return samples.size();
    }

    @Override
    public int features() {
      return samples.features();
    }

    @Override
    public int label(int index) {
      return samples.label(index);
    }

    @Override
    public void copy(int index, float[] values, int offset) {
      samples.copy(index, values, offset);
      for (int i = offset; i < offset + features(); i++) {
        values[i] *= factor;
      }
    }

    @Override
    public Samples subset(int[] indices) {
      return new Scaled(samples.subset(indices), factor);
    }
  }
}
