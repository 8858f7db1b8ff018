package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.cli.ChildProgram;

/** Processes killed by {@code kill -9} while they write, one after the other, in one run. */
@Timeout(180)
class KilledAndResumedTest {
  private static final int EPOCHS = 12;

  /** Large enough that its files take milliseconds to write. */
  private static final String[] CONFIG = {
    "epochs=" + EPOCHS, "seed=3", "hiddenLayers=500-300", "batchSize=400", "decayFrom=4"
  };

  @TempDir private Path parent;

  @Test
  void aRunKilledAgainAndAgainWhileWritingEndsByteForByteAsOneThatNeverStopped() throws Exception {
    Path folder = parent.resolve("run");
    List<String> train = new ArrayList<>(List.of("train", "toy", "--out", folder.toString()));
    for (String setting : CONFIG) {
      train.addAll(List.of("--set", setting));
    }
    int epoch = 0;
    int halfWritten = 0;
    List<String> command = train;
    for (String file :
        List.of(
            "checkpoint.safetensors",
            "weights.safetensors",
            "histograms.csv",
            "checkpoint.safetensors")) {
      Path aside = folder.resolve(file + ".part");
      killOnceThereIs(aside, epoch + 1, folder, command);
      halfWritten += Files.exists(aside) ? 1 : 0;
      int reached = RunFolder.open(folder).latest().orElseThrow().epoch();
      assertTrue(reached >= epoch && reached < EPOCHS, "reached epoch " + reached);
      epoch = reached;
      command = List.of("resume", folder.toString());
    }
    assertTrue(halfWritten > 0, "no process was killed while it wrote");
    Process last = start(command);
    assertEquals(0, last.waitFor(), this::errors);
    Path whole = RecordedRun.train(parent.resolve("whole"), RecordedRun.toy(CONFIG), 2).folder();
    assertArrayEquals(RunBytes.weights(whole), RunBytes.weights(folder));
    assertEquals(RunBytes.epochs(whole, EPOCHS), RunBytes.epochs(folder, EPOCHS));
    assertEquals(RunBytes.histograms(whole, EPOCHS), RunBytes.histograms(folder, EPOCHS));
    for (int each = 0; each <= EPOCHS; each++) {
      assertArrayEquals(RunBytes.history(whole, each), RunBytes.history(folder, each));
    }
    assertEquals(5, RunFolder.open(folder).info().sessions().size());
  }

  /** Kills a process when it begins to write {@code file}, in an epoch after {@code epoch}. */
  private void killOnceThereIs(Path file, int epoch, Path run, List<String> command)
      throws Exception {
    Path begun = run.resolve("history").resolve("epoch-%05d.npz".formatted(epoch + 1));
    Process child = start(command);
    try {
      while (!Files.exists(begun) || !Files.exists(file)) {
        assertTrue(child.isAlive(), this::errors);
        TimeUnit.MICROSECONDS.sleep(100);
      }
    } finally {
      child.toHandle().destroyForcibly();
      child.waitFor();
    }
  }

  private Process start(List<String> command) throws Exception {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--threads", "1"));
    return ChildProgram.start(
        parent.resolve("output.txt"),
        parent.resolve("errors.txt"),
        arguments.toArray(String[]::new));
  }

  private String errors() {
    try {
      return Files.readString(parent.resolve("errors.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
