package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.cli.ChildProgram;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** A process that is killed while it trains, as by {@code kill -9} or a power cut. */
@Timeout(120)
class KilledTrainingTest {
  private static final int KILLS = 4;
  private static final String[] CONFIG = {"epochs=100000", "seed=5", "hiddenLayers=10"};

  @TempDir private Path parent;

  @Test
  void theRunOfAKilledProcessOpensAndIsAPrefixOfAnUninterruptedOne() throws Exception {
    Random random = new Random(1);
    List<Path> killed = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      Path folder = parent.resolve("killed-" + i);
      // The first is killed as soon as it has begun a run, the others somewhere in some epoch.
      String sign =
          i == 0 ? "run.json" : "history/epoch-%05d.npz".formatted(1 + random.nextInt(40));
      killOnceThereIs(folder.resolve(sign), random.nextInt(20_000), folder);
      killed.add(folder);
    }
    Map<Path, Integer> reached = new LinkedHashMap<>();
    for (Path folder : killed) {
      Run run = open(folder);
      if (run != null && run.weights().isPresent()) {
        assertEquals(RunInfo.Kind.RUNNING, run.info().state().kind());
        List<Integer> epochs = run.epochs().stream().map(EpochMetrics::epoch).toList();
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
          assertEquals(epoch, epochs.get(epoch));
          assertTrue(run.history(epoch).isPresent(), "history of epoch " + epoch);
          assertEquals(2, run.histograms(epoch).size());
        }
        reached.put(folder, epochs.getLast());
      }
    }
    assertTrue(reached.size() >= KILLS - 1, "killed too early: " + reached);
    comparePrefixes(reached);
  }

  /** Null when the process was killed before there was a run, which must be said clearly. */
  private static Run open(Path folder) throws IOException {
    boolean begun =
        Files.exists(folder.resolve("run.json")) && Files.exists(folder.resolve("epochs.csv"));
    if (!begun) {
      assertThrows(InvalidRunException.class, () -> RunFolder.open(folder));
      return null;
    }
    return RunFolder.open(folder);
  }

  private void killOnceThereIs(Path file, long microsLater, Path folder) throws Exception {
    Path errors = parent.resolve(folder.getFileName() + "-errors.txt");
    List<String> arguments = new ArrayList<>(List.of("train", "toy", "--out", folder.toString()));
    arguments.addAll(List.of("--threads", "1"));
    for (String setting : CONFIG) {
      arguments.addAll(List.of("--set", setting));
    }
    Process child =
        ChildProgram.start(
            parent.resolve(folder.getFileName() + "-output.txt"),
            errors,
            arguments.toArray(String[]::new));
    try {
      while (!Files.exists(file)) {
        assertTrue(child.isAlive(), () -> read(errors));
        TimeUnit.MILLISECONDS.sleep(1);
      }
      TimeUnit.MICROSECONDS.sleep(microsLater);
      assertTrue(child.isAlive(), () -> read(errors));
    } finally {
      child.toHandle().destroyForcibly();
      child.waitFor();
    }
  }

  /** Trains the same without being killed, as far as any of the killed got, and compares there. */
  private void comparePrefixes(Map<Path, Integer> reached) throws Exception {
    int last = Collections.max(reached.values());
    Path whole = parent.resolve("whole");
    List<Path> compared = new ArrayList<>();
    TrainingControl control = new TrainingControl();
    RecordedRun.train(
        whole,
        RecordedRun.toy(CONFIG),
        1,
        control,
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            int epoch = report.metrics().epoch();
            reached.forEach((folder, reachedEpoch) -> {
              if (reachedEpoch == epoch) {
                assertSameWeights(whole, folder);
                compared.add(folder);
              }
            });
            if (epoch == last) {
              control.cancel();
            }
          }
        });
    assertEquals(reached.size(), compared.size());
    for (Map.Entry<Path, Integer> entry : reached.entrySet()) {
      Path folder = entry.getKey();
      int epoch = entry.getValue();
      assertEquals(RunBytes.epochs(whole, epoch), RunBytes.epochs(folder, epoch));
      assertEquals(RunBytes.histograms(whole, epoch), RunBytes.histograms(folder, epoch));
      for (int each = 0; each <= epoch; each++) {
        assertArrayEquals(RunBytes.history(whole, each), RunBytes.history(folder, each));
      }
    }
  }

  private static void assertSameWeights(Path expected, Path actual) {
    try {
      assertArrayEquals(RunBytes.weights(expected), RunBytes.weights(actual));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
