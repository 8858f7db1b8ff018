package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunInfo;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class ResumeCommandTest {
  @TempDir private Path parent;

  @Test
  void aCompletedRunGoesOnWithMoreEpochsAndSaysWhatThatChanges() throws Exception {
    Path out = parent.resolve("run");
    Terminal.run("train", "toy", "--epochs", "3", "--set", "decayFrom=2", "--out", out.toString())
        .expect(0);
    Terminal.run("resume", out.toString())
        .expectError(2, "can't be resumed: all its 3 epochs are completed");
    Terminal.run("resume", out.toString(), "--epochs", "2")
        .expectError(2, "epochs: 2 is not allowed, epoch 3 is completed; expected 4 or more");
    Terminal terminal =
        Terminal.run("resume", out.toString(), "--epochs", "6", "--threads", "1").expect(0);
    Run run = RunFolder.open(out);
    assertEquals(
        List.of(
            "Going on after epoch 3 of 6.",
            "epochs changed from 3 to 6, from epoch 4 on; the learning rate is "
                + run.epoch(4).orElseThrow().learningRate()
                + " there."),
        terminal.errors().lines().toList());
    assertTrue(terminal.output().startsWith("Epoch 6: test error "), terminal.output());
    assertTrue(terminal.output().endsWith("Run: " + out + System.lineSeparator()));
    assertEquals(new RunInfo.State(RunInfo.Kind.COMPLETED, 6, ""), run.info().state());
    assertEquals(List.of(new RunInfo.Change(4, "epochs", "3", "6")), run.info().changes());
    assertEquals(7, run.epochs().size());
  }

  @Test
  void jsonLinesAreThoseOfTheNewEpochs() {
    Path out = parent.resolve("run");
    Terminal.run("train", "toy", "--epochs", "1", "--out", out.toString()).expect(0);
    Terminal terminal = Terminal.run("resume", out.toString(), "--epochs", "3", "--json").expect(0);
    assertEquals("", terminal.errors());
    List<JsonNode> lines = terminal.json();
    assertEquals(
        List.of(2, 3),
        lines.subList(0, 2).stream().map(line -> line.path("epoch").asInt()).toList());
    assertEquals("completed", lines.getLast().path("outcome").asString());
    assertEquals(3, lines.getLast().path("epochs").asInt());
  }

  @Test
  void twoProgramsDoNotTrainOneRunAndCtrlCLeavesItToBeResumed() throws Exception {
    Path out = parent.resolve("run");
    Process child = start(out, "train", "toy", "--epochs", "100000", "--out", out.toString());
    try {
      awaitEpoch(out, 2, child);
      Terminal.run("resume", out.toString())
          .expectError(2, out + ": is being trained by another window or command");
      child.destroy(); // SIGTERM, which Java answers as Ctrl-C
      child.waitFor();
    } finally {
      child.toHandle().destroyForcibly();
    }
    Run stopped = RunFolder.open(out);
    assertEquals(RunInfo.Kind.CANCELLED, stopped.info().state().kind());
    int reached = stopped.latest().orElseThrow().epoch();
    Process again = start(out, "resume", out.toString());
    try {
      awaitEpoch(out, reached + 2, again);
      again.destroy();
      again.waitFor();
    } finally {
      again.toHandle().destroyForcibly();
    }
    RunInfo info = RunFolder.open(out).info();
    assertEquals(RunInfo.Kind.CANCELLED, info.state().kind());
    assertTrue(info.state().epochs() >= reached + 2);
    assertEquals(2, info.sessions().size());
  }

  private Process start(Path out, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--threads", "1"));
    return ChildProgram.start(
        out.resolveSibling("output.txt"),
        out.resolveSibling("errors.txt"),
        all.toArray(String[]::new));
  }

  private static void awaitEpoch(Path run, int epoch, Process child) throws Exception {
    while (!Files.exists(run.resolve("history").resolve("epoch-%05d.npz".formatted(epoch)))) {
      assertTrue(child.isAlive(), Files.readString(run.resolveSibling("errors.txt")));
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }
}
