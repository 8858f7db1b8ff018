package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Method;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.train.Twins;

/** Binary dropout and Sparse VD trained in step. */
class TwinRunsTest {
  private static final int EPOCHS = 3;

  @TempDir private Path parent;
  private final List<String> heard = new ArrayList<>();

  private static ExperimentConfig toy(String... settings) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of("epochs=" + EPOCHS, "hiddenLayers=30", "klWarmupStart=0", "klWarmupEnd=1"));
    all.addAll(List.of(settings));
    return RecordedRun.toy(all.toArray(String[]::new));
  }

  private RecordedTraining.TwinResult train(
      ExperimentConfig config, TrainingControl control, TrainingListener sparse) throws Exception {
    try (Compute compute = new Compute(2)) {
      return new RecordedTraining(DatasetCatalog.current(), compute)
          .trainTwins(
              Optional.of("toy"),
              Twins.of(config),
              method -> RunFolder.create(parent, method.name()),
              run -> {},
              hearing("dropout", new TrainingListener() {}),
              hearing("sparse", sparse),
              control);
    }
  }

  private TrainingListener hearing(String name, TrainingListener inner) {
    return new TrainingListener() {
      @Override
      public void minibatchDone(int epoch, int minibatch, int minibatches, double dataTermNats) {
        heard.add(name + " " + epoch + "." + minibatch);
        inner.minibatchDone(epoch, minibatch, minibatches, dataTermNats);
      }

      @Override
      public void settingsChanged(int epoch, ExperimentConfig config) {
        heard.add(name + " changed " + epoch + " " + config.method() + " " + config.learningRate());
      }
    };
  }

  @Test
  void eachIsBitForBitWhatItIsAlone() throws Exception {
    RecordedTraining.TwinResult twins =
        train(toy(), new TrainingControl(), new TrainingListener() {});
    for (Method method : List.of(Method.BINARY_DROPOUT, Method.SPARSE_VD)) {
      Run twin = method == Method.SPARSE_VD ? twins.sparseVd().run() : twins.dropout().run();
      String word = method == Method.SPARSE_VD ? "sparse-vd" : "binary-dropout";
      Path alone =
          RecordedRun.train(parent.resolve("alone-" + word), toy("method=" + word), 1).folder();
      assertArrayEquals(RunBytes.weights(alone), RunBytes.weights(twin.folder()));
      assertEquals(RunBytes.epochs(alone, EPOCHS), RunBytes.epochs(twin.folder(), EPOCHS));
    }
  }

  @Test
  void bothBeginWithTheSameWeightsAndTakeTurns() throws Exception {
    RecordedTraining.TwinResult twins =
        train(toy(), new TrainingControl(), new TrainingListener() {});
    EpochHistory one = twins.sparseVd().run().history(0).orElseThrow();
    EpochHistory two = twins.dropout().run().history(0).orElseThrow();
    for (int layer = 0; layer < one.layers().size(); layer++) {
      EpochHistory.Layer sparse = one.layers().get(layer);
      EpochHistory.Layer dense = two.layers().get(layer);
      for (int weight = 0; weight < sparse.inputs() * sparse.outputs(); weight++) {
        if (!Float.isNaN(sparse.theta(weight))) { // not stored where log α is 4 or more
          assertEquals(dense.theta(weight), sparse.theta(weight));
        }
      }
    }
    for (int i = 0; i < heard.size(); i += 2) {
      assertEquals(heard.get(i).replace("sparse", "dropout"), heard.get(i + 1));
    }
    assertEquals(Optional.of("SPARSE_VD"), twins.dropout().run().info().twin());
    Run read = RunFolder.open(twins.sparseVd().run().folder());
    assertEquals(Optional.of("BINARY_DROPOUT"), read.info().twin());
    assertEquals(Optional.of("toy"), read.info().preset());
    assertEquals(Optional.empty(), twins.dropout().run().info().preset(), "it is no run of toy");
  }

  @Test
  void cancellingEndsBothAfterTheSameMinibatchAndEachCanBeResumedAlone() throws Exception {
    TrainingControl control = new TrainingControl();
    RecordedTraining.TwinResult twins =
        train(
            toy(),
            control,
            new TrainingListener() {
              @Override
              public void minibatchDone(int epoch, int minibatch, int of, double dataTermNats) {
                if (epoch == 2 && minibatch == 3) {
                  control.cancel();
                }
              }
            });
    assertEquals(new Outcome.Cancelled(1), twins.sparseVd().outcome());
    assertEquals(new Outcome.Cancelled(1), twins.dropout().outcome());
    assertEquals("dropout 2.3", heard.getLast());
    Path alone =
        RecordedRun.train(parent.resolve("alone"), toy("method=binary-dropout"), 1).folder();
    try (Compute compute = new Compute(1)) {
      new RecordedTraining(DatasetCatalog.current(), compute)
          .resume(
              twins.dropout().run().folder(),
              OptionalInt.empty(),
              run -> {},
              new TrainingListener() {},
              new TrainingControl());
    }
    assertArrayEquals(RunBytes.weights(alone), RunBytes.weights(twins.dropout().run().folder()));
  }

  @Test
  void aStepIsOneMinibatchOfEach() throws Exception {
    TrainingControl control = new TrainingControl();
    control.step(TrainingControl.Step.MINIBATCH, 2);
    Thread stops =
        new Thread(() -> {
          while (!control.isWaiting()) {
            Thread.onSpinWait();
          }
          control.cancel();
        });
    stops.start();
    train(toy(), control, new TrainingListener() {});
    stops.join();
    assertEquals(List.of("sparse 1.1", "dropout 1.1", "sparse 1.2", "dropout 1.2"), heard);
  }

  @Test
  void changedSettingsReachBoth() throws Exception {
    TrainingControl control = new TrainingControl();
    ExperimentConfig config = Twins.of(toy()).sparseVd();
    control.changeSettings(config.with("learningRate", "0.0005").with("epochs", "2"));
    RecordedTraining.TwinResult twins = train(toy(), control, new TrainingListener() {});
    assertEquals(new Outcome.Completed(2), twins.sparseVd().outcome());
    assertEquals(new Outcome.Completed(2), twins.dropout().outcome());
    assertTrue(heard.contains("sparse changed 1 SPARSE_VD 5.0E-4"), heard.toString());
    assertTrue(heard.contains("dropout changed 1 BINARY_DROPOUT 5.0E-4"), heard.toString());
  }

  @Test
  void whenOneDivergesTheOtherGoesOn() throws Exception {
    // So much noise and so large steps blow Sparse VD up; max-norm holds binary dropout together.
    RecordedTraining.TwinResult twins =
        train(
            toy("learningRate=10", "logSigma2Init=2", "hiddenLayers=" + "99-".repeat(9) + "99"),
            new TrainingControl(),
            new TrainingListener() {});
    assertInstanceOf(Outcome.Diverged.class, twins.sparseVd().outcome());
    assertEquals(new Outcome.Completed(EPOCHS), twins.dropout().outcome());
    List<LayerWeights> weights = twins.dropout().run().weights().orElseThrow();
    assertTrue(Float.isFinite(weights.getFirst().theta().data[0]));
  }
}
