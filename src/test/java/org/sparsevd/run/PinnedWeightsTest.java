package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.PinnedWeights.Pin;
import org.sparsevd.run.PinnedWeights.Value;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

class PinnedWeightsTest {
  private static final Pin FIRST = new Pin("fc1", 7);
  private static final Pin OTHER = new Pin("fc2", 0);

  @TempDir private Path folder;

  private PinnedWeights pinned() {
    return new PinnedWeights(
        folder, () -> List.of(new RunInfo.Layer("fc1", 3, 4), new RunInfo.Layer("fc2", 4, 2)));
  }

  @Test
  void giveBackEveryBit() throws Exception {
    Value value = new Value(0.1f + 1e-8f, -3.3333333f);
    pinned().pin(FIRST, 5, Optional.of(value));
    pinned().pin(OTHER, 5, Optional.empty());
    assertEquals(
        "layer,input,output,epoch,theta,logSigma2\n"
            + ("fc1,1,3,5," + value.theta() + "," + value.logSigma2() + "\n")
            + "fc2,0,0,,,\n",
        Files.readString(folder.resolve("pinned.csv")));
    Map<Pin, NavigableMap<Integer, Value>> read = pinned().read();
    assertEquals(List.of(FIRST, OTHER), List.copyOf(read.keySet()));
    assertEquals(Map.of(5, value), read.get(FIRST));
    assertTrue(read.get(OTHER).isEmpty());
    pinned().pin(FIRST, 6, Optional.of(new Value(1, Float.NaN)));
    assertEquals(2, pinned().read().get(FIRST).size(), "pinning again keeps what there is");
    pinned().unpin(FIRST);
    assertEquals(List.of(OTHER), List.copyOf(pinned().read().keySet()));
    pinned().unpin(OTHER);
    assertFalse(Files.exists(folder.resolve("pinned.csv")));
  }

  @Test
  void refuseWeightsThatAreNotInTheNetwork() throws Exception {
    for (String row : List.of("fc9,0,0,1,0,0", "fc1,3,0,1,0,0", "fc1,0,4,1,0,0", "fc1,x,0,1,0,0")) {
      Files.writeString(
          folder.resolve("pinned.csv"), "layer,input,output,epoch,theta,logSigma2\n" + row + "\n");
      assertThrows(InvalidRunException.class, () -> pinned().read(), row);
    }
  }

  @Test
  void areKeptExactlyWhileTheRunTrainsAndAfterItResumes() throws Exception {
    ExperimentConfig config = Presets.named("toy").config().with("epochs", "4");
    Pin pin = new Pin("fc1", 11);
    NavigableMap<Integer, Value> expected = new TreeMap<>();
    AtomicReference<Run> run = new AtomicReference<>();
    TrainingControl control = new TrainingControl();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            int epoch = report.metrics().epoch();
            Value value = Value.of(report.weights().getFirst(), pin.weight());
            if (epoch == 1) {
              pin(value);
            }
            if (epoch >= 1) {
              expected.put(epoch, value);
            }
            if (epoch == 2) {
              control.cancel();
            }
          }

          private void pin(Value value) {
            try {
              run.get().pinned().pin(pin, 1, Optional.of(value));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    try (Compute compute = new Compute(1)) {
      RecordedTraining training = new RecordedTraining(DatasetCatalog.current(), compute, folder);
      training.train(
          Optional.of("toy"),
          config,
          () -> Files.createDirectory(folder.resolve("toy")),
          run::set,
          listener,
          control);
      training.resume(
          folder.resolve("toy"), OptionalInt.empty(), run::set, listener, new TrainingControl());
    }
    Run opened = RunFolder.open(folder.resolve("toy"));
    assertEquals(4, expected.size());
    assertEquals(expected, opened.pinned().read().get(pin));
    WeightLife life = new WeightLife(opened, pin);
    life.read(100);
    assertFalse(life.hasMore());
    assertEquals(5, life.points().size());
    assertFalse(life.points().getFirst().exact());
    for (int epoch = 1; epoch <= 4; epoch++) {
      assertEquals(
          WeightPoint.exact(epoch, expected.get(epoch)), life.points().get(epoch), "exact");
    }
  }
}
