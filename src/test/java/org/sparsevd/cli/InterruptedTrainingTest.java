package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunInfo;

/** A training process that is interrupted, or whose folder is taken away. */
@Timeout(60)
class InterruptedTrainingTest {
  @TempDir private Path parent;

  private Process child;

  @AfterEach
  void end() {
    if (child != null) {
      child.toHandle().destroyForcibly();
    }
  }

  @Test
  void ctrlCGivesExitCode130AndAValidCancelledRun() throws Exception {
    assumeTrue(interruptsReachChildren(), "this process was started with Ctrl-C ignored");
    Path out = parent.resolve("run");
    startTraining(out);
    new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
    assertEquals(130, child.waitFor(), this::errors);
    Run run = RunFolder.open(out);
    assertEquals(RunInfo.Kind.CANCELLED, run.info().state().kind());
    int last = run.latest().orElseThrow().epoch();
    assertTrue(last >= 2);
    assertEquals(last, run.info().state().epochs());
    assertTrue(run.weights().isPresent());
    assertTrue(run.history(last).isPresent());
    assertTrue(run.info().finished().isPresent());
    assertEquals(List.of(), partFiles(out), "nothing half-written is left");
    assertTrue(
        Files.readString(parent.resolve("output.txt")).contains("Stopped after epoch " + last));
    assertFalse(errors().contains("Exception"), errors());
  }

  /**
   * Whether SIGINT is not ignored here: a process started in the background of a plain shell hands
   * down that it is, and Java then leaves it so.
   */
  private static boolean interruptsReachChildren() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return !System.getProperty("os.name").startsWith("Windows");
    }
    try (Stream<String> lines = Files.lines(status)) {
      String ignored = lines.filter(line -> line.startsWith("SigIgn:")).findFirst().orElse("0");
      long mask = Long.parseUnsignedLong(ignored.replace("SigIgn:", "").strip(), 16);
      return (mask & 0b10) == 0; // signal 2 is the second bit
    }
  }

  @Test
  void aRunFolderThatVanishesDuringTrainingIsAFailureInOneLine() throws Exception {
    Path out = parent.resolve("run");
    startTraining(out);
    deleteWhileItIsWritten(out);
    assertEquals(1, child.waitFor(), this::errors);
    List<String> messages =
        errors().lines().filter(line -> !line.startsWith("WARNING: Using incubator")).toList();
    assertEquals(
        List.of(
            "sparsevd: training failed: the run could not be written to "
                + out
                + ": the folder is not there"),
        messages);
    assertFalse(Files.exists(out), "what was deleted is not made again");
  }

  private void startTraining(Path out) throws Exception {
    child =
        ChildProgram.start(
            parent.resolve("output.txt"),
            parent.resolve("errors.txt"),
            "train",
            "toy",
            "--epochs",
            "100000",
            "--threads",
            "1",
            "--out",
            out.toString());
    while (!Files.exists(out.resolve("history").resolve("epoch-00003.npz"))) {
      assertTrue(child.isAlive(), this::errors);
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** The training goes on writing meanwhile, so it takes some tries. */
  private void deleteWhileItIsWritten(Path folder) throws Exception {
    while (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  private static List<Path> partFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  private String errors() {
    try {
      return Files.readString(parent.resolve("errors.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
