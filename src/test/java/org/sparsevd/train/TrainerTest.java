package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.Samples;
import org.sparsevd.data.ToyData;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.Pruning;
import org.sparsevd.train.TrainingListener.EpochReport;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TrainerTest {

  /** Keeps every epoch and lets the test act after minibatches. */
  private static class Recorder implements TrainingListener {
    final List<EpochReport> epochs = new ArrayList<>();
    final AtomicInteger minibatches = new AtomicInteger();

    @Override
    public void minibatchDone(int epoch, int minibatch, int count, double dataTermNats) {
      minibatches.incrementAndGet();
    }

    @Override
    public void epochDone(EpochReport report) {
      epochs.add(report);
    }
  }

  private static ExperimentConfig toy(String... changes) throws InvalidConfigException {
    ExperimentConfig config = Presets.named("toy").config();
    for (String change : changes) {
      int equals = change.indexOf('=');
      config = config.with(change.substring(0, equals), change.substring(equals + 1));
    }
    return config;
  }

  private static Dataset data(ExperimentConfig config) throws DatasetException {
    return DatasetCatalog.current().load(config.dataRequest());
  }

  private static Outcome train(
      Compute compute, ExperimentConfig config, TrainingListener listener, TrainingControl control)
      throws DatasetException {
    return new Trainer(compute).train(config, data(config), listener, control);
  }

  private static Recorder trained(Compute compute, ExperimentConfig config)
      throws DatasetException {
    Recorder recorder = new Recorder();
    Outcome outcome = train(compute, config, recorder, new TrainingControl());
    assertEquals(new Outcome.Completed(config.epochs()), outcome);
    return recorder;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void prunesExactlyTheIrrelevantInputs(long seed) throws Exception {
    ExperimentConfig config = toy("seed=" + seed);
    try (Compute compute = new Compute(2)) {
      EpochReport last = trained(compute, config).epochs.getLast();
      LayerWeights fc1 =
          Pruning.at(compute.kernels(), last.weights(), Cut.at(config.threshold()))
              .weights()
              .getFirst();
      List<Integer> kept = new ArrayList<>();
      for (int input = 0; input < fc1.inputs(); input++) {
        boolean used = false;
        for (int output = 0; output < fc1.outputs(); output++) {
          used |= fc1.theta().get(input, output) != 0;
        }
        if (used) {
          kept.add(input);
        }
      }
      assertEquals(ToyData.USEFUL, kept);
      assertTrue(last.metrics().testErrorPercent() <= 2, "test error " + last.metrics());
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void sameSeedGivesTheSameRunOnAnyNumberOfThreadsAndKernels(Method method) throws Exception {
    ExperimentConfig config =
        toy("method=" + Setting.kebabCase(method), "epochs=6", "hiddenLayers=70-33");
    EpochReport reference = null;
    for (Compute compute :
        List.of(new Compute(1), new Compute(2), new Compute(5), new Compute(Kernels.scalar(), 2))) {
      try (compute) {
        EpochReport last = trained(compute, config).epochs.getLast();
        if (reference == null) {
          reference = last;
        }
        String with = compute.kernels().description() + ", " + compute.threads() + " threads";
        assertEquals(reference.metrics().dataTermNats(), last.metrics().dataTermNats(), with);
        assertEquals(reference.metrics().klNats(), last.metrics().klNats(), with);
        for (int l = 0; l < last.weights().size(); l++) {
          assertArrayEquals(
              reference.weights().get(l).theta().data, last.weights().get(l).theta().data, with);
        }
      }
    }
  }

  @Test
  void changedSettingsHoldFromTheNextEpochOn() throws Exception {
    ExperimentConfig config = toy("epochs=9", "decayFrom=99", "learningRate=0.01");
    ExperimentConfig changed =
        config.with("epochs", "5").with("learningRate", "0.002").with("klWeight", "0.5");
    TrainingControl control = new TrainingControl();
    List<String> heard = new ArrayList<>();
    Recorder recorder =
        new Recorder() {
          @Override
          public void minibatchDone(int epoch, int minibatch, int count, double dataTermNats) {
            if (epoch == 3 && minibatch == 2) {
              control.changeSettings(config); // the latest wish counts
              control.changeSettings(changed);
            }
          }

          @Override
          public void settingsChanged(int epoch, ExperimentConfig now) {
            heard.add(epoch + " " + now.differencesFrom(config).keySet());
          }
        };
    try (Compute compute = new Compute(1)) {
      assertEquals(new Outcome.Completed(5), train(compute, config, recorder, control));
      assertEquals(List.of("4 [epochs, learningRate, klWeight]"), heard);
      assertEquals(0.01, recorder.epochs.get(3).metrics().learningRate());
      assertEquals(0.002, recorder.epochs.get(4).metrics().learningRate());
      assertEquals(config.klWeightAt(3), recorder.epochs.get(3).metrics().klWeight());
      assertEquals(changed.klWeightAt(4), recorder.epochs.get(4).metrics().klWeight());
      EpochReport third = recorder.epochs.get(3);
      Recorder resumed = new Recorder();
      new Trainer(compute)
          .resume(changed, data(config), third.state(), resumed, new TrainingControl());
      assertArrayEquals(
          recorder.epochs.getLast().weights().getFirst().theta().data,
          resumed.epochs.getLast().weights().getFirst().theta().data);
    }
  }

  @Test
  void fewerEpochsThanAreDoneEndTheTrainingWhereItIs() throws Exception {
    ExperimentConfig config = toy("epochs=9");
    TrainingControl control = new TrainingControl();
    List<Integer> heard = new ArrayList<>();
    Recorder recorder =
        new Recorder() {
          @Override
          public void epochDone(EpochReport report) {
            if (report.metrics().epoch() == 3) {
              control.changeSettings(shorter(config, 2));
            }
          }

          @Override
          public void settingsChanged(int epoch, ExperimentConfig now) {
            heard.add(now.epochs());
          }
        };
    try (Compute compute = new Compute(1)) {
      assertEquals(new Outcome.Completed(3), train(compute, config, recorder, control));
      assertEquals(List.of(3), heard);
    }
  }

  private static ExperimentConfig shorter(ExperimentConfig config, int epochs) {
    try {
      return config.with("epochs", Integer.toString(epochs));
    } catch (InvalidConfigException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void settingsThatAreFixedCannotBeChangedWhileTraining() throws Exception {
    ExperimentConfig config = toy("epochs=3");
    TrainingControl control = new TrainingControl();
    control.changeSettings(config.with("batchSize", "50").with("epochs", "4"));
    try (Compute compute = new Compute(1)) {
      Outcome outcome = train(compute, config, new Recorder(), control);
      assertTrue(assertInstanceOf(Outcome.Failed.class, outcome).message().contains("batchSize"));
    }
  }

  @Test
  void anotherSeedGivesAnotherRun() throws Exception {
    try (Compute compute = new Compute(1)) {
      double first =
          trained(compute, toy("epochs=1", "seed=1")).epochs.getLast().metrics().dataTermNats();
      double second =
          trained(compute, toy("epochs=1", "seed=2")).epochs.getLast().metrics().dataTermNats();
      assertNotEquals(first, second);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"approximation", "exact"})
  void theLossFallsWithEitherKlForm(String klForm) throws Exception {
    ExperimentConfig config = toy("klForm=" + klForm, "epochs=40");
    try (Compute compute = new Compute(1)) {
      List<EpochReport> epochs = trained(compute, config).epochs;
      double atFullWeight = epochs.get(31).metrics().lossNats();
      assertTrue(epochs.getLast().metrics().lossNats() < atFullWeight);
      assertTrue(epochs.getLast().metrics().compression() > 2);
    }
  }

  @Test
  void metricsFollowTheSchedulesAndCountTheEpochs() throws Exception {
    ExperimentConfig config = toy("epochs=31");
    try (Compute compute = new Compute(1)) {
      List<EpochReport> epochs = trained(compute, config).epochs;
      assertEquals(32, epochs.size(), "epoch 0 is before training");
      assertTrue(Double.isNaN(epochs.getFirst().metrics().dataTermNats()));
      assertEquals(0, epochs.get(10).metrics().klWeight(), "e = 9");
      assertEquals(0.5, epochs.get(21).metrics().klWeight(), 1e-12, "e = 20");
      assertEquals(1, epochs.get(31).metrics().klWeight(), "e = 30");
      assertEquals(0.002, epochs.get(30).metrics().learningRate());
      assertEquals(0.002, epochs.get(31).metrics().learningRate());
      assertTrue(Double.isNaN(epochs.getLast().metrics().validationErrorPercent()));
    }
  }

  @Test
  void methodsWithoutNoiseHaveNoKlAndNoHistogram() throws Exception {
    try (Compute compute = new Compute(1)) {
      EpochReport last = trained(compute, toy("method=plain", "epochs=2")).epochs.getLast();
      assertTrue(Double.isNaN(last.metrics().klNats()));
      assertTrue(Double.isNaN(last.metrics().klWeight()));
      assertEquals(List.of(), last.histograms());
      assertEquals(1, last.metrics().compression());
    }
  }

  @Test
  void maxNormHoldsTheWeightsIntoEachNeuron() throws Exception {
    ExperimentConfig config =
        toy("method=binary-dropout", "maxNorm=0.5", "epochs=5", "learningRate=0.05");
    try (Compute compute = new Compute(1)) {
      for (LayerWeights layer : trained(compute, config).epochs.getLast().weights()) {
        double longest = 0;
        for (int j = 0; j < layer.outputs(); j++) {
          double square = 0;
          for (int i = 0; i < layer.inputs(); i++) {
            square += layer.theta().get(i, j) * layer.theta().get(i, j);
          }
          longest = Math.max(longest, Math.sqrt(square));
        }
        assertTrue(longest <= 0.5 + 1e-5, layer.name() + ": " + longest);
        assertTrue(longest > 0.4, "the limit is reached, so it was at work: " + longest);
      }
    }
  }

  @Test
  void trainClipDecidesWhatTrainingSees() throws Exception {
    try (Compute compute = new Compute(1)) {
      double clipped = trained(compute, toy("epochs=30")).epochs.getLast().metrics().dataTermNats();
      double unclipped =
          trained(compute, toy("epochs=30", "trainClip=false"))
              .epochs
              .getLast()
              .metrics()
              .dataTermNats();
      double earlier =
          trained(compute, toy("epochs=30", "trainCut=0"))
              .epochs
              .getLast()
              .metrics()
              .dataTermNats();
      assertNotEquals(clipped, unclipped);
      assertNotEquals(clipped, earlier);
    }
  }

  @Test
  void cancelsWithinOneMinibatchAndKeepsItsEpochs() throws Exception {
    TrainingControl control = new TrainingControl();
    Recorder recorder =
        new Recorder() {
          @Override
          public void minibatchDone(int epoch, int minibatch, int count, double dataTermNats) {
            super.minibatchDone(epoch, minibatch, count, dataTermNats);
            if (epoch == 3 && minibatch == 7) {
              control.cancel();
            }
          }
        };
    try (Compute compute = new Compute(2)) {
      Outcome outcome = train(compute, toy(), recorder, control);
      assertEquals(new Outcome.Cancelled(2), outcome);
      assertEquals(2 * 20 + 7, recorder.minibatches.get());
      assertEquals(3, recorder.epochs.size());
    }
  }

  @Test
  void stepsOneMinibatchAndOneEpochAtATime() throws Exception {
    TrainingControl control = new TrainingControl();
    control.step(TrainingControl.Step.MINIBATCH, 1);
    Recorder recorder = new Recorder();
    try (Compute compute = new Compute(1)) {
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  train(compute, toy("epochs=4"), recorder, control);
                } catch (DatasetException | InvalidConfigException e) {
                  throw new IllegalStateException(e);
                }
              });
      awaitStandstill(control);
      assertEquals(1, recorder.minibatches.get());
      control.step(TrainingControl.Step.MINIBATCH, 2);
      awaitStandstill(control);
      assertEquals(3, recorder.minibatches.get());
      control.step(TrainingControl.Step.EPOCH, 1);
      awaitStandstill(control);
      assertEquals(20, recorder.minibatches.get(), "to the end of the epoch");
      control.resume();
      thread.join();
      assertEquals(80, recorder.minibatches.get());
      assertFalse(control.isWaiting());
    }
  }

  @Test
  void resumingForgetsWhatAStepHadLeft() {
    TrainingControl control = new TrainingControl();
    control.step(TrainingControl.Step.EPOCH, 10);
    assertTrue(control.isStepping());
    control.resume();
    assertFalse(control.isStepping());
    control.step(TrainingControl.Step.MINIBATCH, 1);
    assertTrue(control.awaitMinibatch());
    assertFalse(control.isStepping(), "one minibatch and no epochs");
  }

  private static void awaitStandstill(TrainingControl control) throws InterruptedException {
    do {
      Thread.sleep(20);
    } while (!control.isWaiting());
    Thread.sleep(20); // a step asked for a moment ago may just be waking it
    assertTrue(control.isWaiting());
  }

  @Test
  void divergenceNamesLayerAndEpochAndKeepsTheLastGoodEpoch() throws Exception {
    // From the third epoch on the inputs are too large for any sum of products.
    ExperimentConfig config = toy("epochs=5");
    AtomicBoolean overflow = new AtomicBoolean();
    Recorder recorder =
        new Recorder() {
          @Override
          public void epochDone(EpochReport report) {
            super.epochDone(report);
            overflow.set(report.metrics().epoch() == 2);
          }
        };
    Dataset good = data(config);
    Dataset data =
        new Dataset(
            good.name(),
            good.title(),
            new OverflowingSamples(good.train(), overflow),
            good.validation(),
            good.test(),
            good.shape(),
            good.classes(),
            good.inputMean(),
            good.sha256());
    Outcome.Diverged diverged;
    try (Compute compute = new Compute(1)) {
      diverged =
          assertInstanceOf(
              Outcome.Diverged.class,
              new Trainer(compute).train(config, data, recorder, new TrainingControl()));
    }
    assertEquals(3, diverged.epoch());
    assertEquals("fc1", diverged.layer());
    assertTrue(diverged.epoch() > 1, "good epochs came before");
    assertEquals(diverged.epoch() - 1, diverged.epochs());
    assertEquals(diverged.epochs() + 1, recorder.epochs.size());
    assertTrue(diverged.message().contains("epoch " + diverged.epoch()), diverged.message());
    assertTrue(diverged.message().contains(diverged.layer()), diverged.message());
  }

  @Test
  void divergenceNamesTheLayerThatOverflowsFirst() throws Exception {
    // Each layer multiplies the noise of the one before, so a late one is the first to overflow.
    ExperimentConfig config =
        toy("learningRate=10", "logSigma2Init=2", "hiddenLayers=" + "99-".repeat(9) + "99");
    Outcome.Diverged diverged = diverged(config, new Recorder());
    int layer = Integer.parseInt(diverged.layer().replace("fc", ""));
    assertTrue(layer > 1, diverged.toString());
    assertTrue(diverged.message().contains("outputs are NaN or infinite"), diverged.message());
  }

  /** The same samples, but for values near the largest float while {@code overflow} is set. */
  private record OverflowingSamples(Samples good, AtomicBoolean overflow) implements Samples {
    @Override
    public int size() {
      return good.size();
    }

    @Override
    public int features() {
      return good.features();
    }

    @Override
    public int label(int index) {
      return good.label(index);
    }

    @Override
    public void copy(int index, float[] values, int offset) {
      good.copy(index, values, offset);
      if (overflow.get()) {
        Arrays.fill(values, offset, offset + features(), Float.MAX_VALUE);
      }
    }

    @Override
    public Samples subset(int[] indices) {
      return new OverflowingSamples(good.subset(indices), overflow);
    }
  }

  private static Outcome.Diverged diverged(ExperimentConfig config, TrainingListener listener)
      throws DatasetException {
    try (Compute compute = new Compute(1)) {
      return assertInstanceOf(
          Outcome.Diverged.class, train(compute, config, listener, new TrainingControl()));
    }
  }

  @Test
  void whoeverAsksForTheWayAtEveryMinibatchGetsItAndTrainingGoesOn() throws Exception {
    TrainingControl control = new TrainingControl();
    AtomicInteger minibatches = new AtomicInteger();
    control.giveWay();
    TrainingListener asking =
        new TrainingListener() {
          @Override
          public void minibatchDone(int epoch, int minibatch, int of, double dataTermNats) {
            minibatches.incrementAndGet();
            control.giveWay();
          }

          @Override
          public void epochDone(EpochReport report) {}
        };
    try (Compute compute = new Compute(1)) {
      long start = System.nanoTime();
      Outcome outcome = train(compute, toy("epochs=1"), asking, control);
      long waits = (System.nanoTime() - start) / 50_000_000;
      assertEquals(new Outcome.Completed(1), outcome);
      assertTrue(minibatches.get() > 1 && waits >= minibatches.get(), waits + " moments");
    }
  }

  @Test
  void aListenerThatThrowsEndsTrainingAsFailedWithItsCause() throws Exception {
    IllegalStateException cause = new IllegalStateException("no room left");
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            if (report.metrics().epoch() == 2) {
              throw cause;
            }
          }
        };
    try (Compute compute = new Compute(1)) {
      assertEquals(
          new Outcome.Failed(2, cause), train(compute, toy(), listener, new TrainingControl()));
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void stepsAllocateNothingOnceWarm(Method method) throws Exception {
    int quietEpochs = 50;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TrainingControl control = new TrainingControl();
    AtomicInteger quiet = new AtomicInteger();
    TrainingListener listener =
        new TrainingListener() {
          private long before;

          @Override
          public void minibatchDone(int epoch, int minibatch, int count, double dataTermNats) {
            // Between two minibatches of one epoch, so that evaluation does not count.
            if (minibatch == 2) {
              before = threads.getCurrentThreadAllocatedBytes();
            } else if (minibatch == count) {
              long bytes = threads.getCurrentThreadAllocatedBytes() - before;
              if (bytes > 0) {
                quiet.set(0); // vectors are objects until the JIT has compiled their loops
              } else if (quiet.incrementAndGet() == quietEpochs) {
                control.cancel();
              }
            }
          }
        };
    try (Compute compute = new Compute(1)) {
      train(compute, toy("method=" + Setting.kebabCase(method), "epochs=20000"), listener, control);
    }
    assertEquals(quietEpochs, quiet.get(), "epochs in a row without allocation");
  }
}
