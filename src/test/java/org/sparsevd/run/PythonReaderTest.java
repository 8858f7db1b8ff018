package org.sparsevd.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.train.EpochMetrics;

/** The ten lines of Python that the README shows, run on a real run. */
class PythonReaderTest {
  @TempDir private Path parent;

  @Test
  void tenLinesOfPythonReadTheSameNumbersAsJava() throws Exception {
    assumeTrue(hasNumpy(), "python3 with numpy is not installed");
    Run run =
        RecordedRun.train(parent.resolve("run"), RecordedRun.toy("epochs=40", "seed=3"), 1).run();
    Process python =
        new ProcessBuilder("python3", script().toString())
            .directory(run.folder().toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, python.waitFor(), output);

    EpochMetrics last = run.latest().orElseThrow();
    EpochHistory.Layer fc1 = run.history(40).orElseThrow().layer("fc1").orElseThrow();
    int kept = 0;
    double sum = 0;
    for (int weight = 0; weight < fc1.inputs() * fc1.outputs(); weight++) {
      if (fc1.kept(weight)) {
        kept++;
        sum += fc1.theta(weight);
      }
    }
    List<String> words = List.of(output.split(" "));
    assertEquals(last.testErrorPercent(), Double.parseDouble(words.get(0)));
    assertEquals(last.compression(), Double.parseDouble(words.get(1)));
    assertEquals(kept, Integer.parseInt(words.get(2)));
    assertTrue(kept > 100 && kept < 1900, kept + " of 2,000 kept says little");
    assertEquals(sum / kept, Double.parseDouble(words.get(3)), 1e-12);
  }

  @Test
  void theReadmeShowsExactlyTheseTenLines() throws Exception {
    String lines = Files.readString(script());
    assertEquals(10, lines.lines().count());
    Path readme = DatasetCatalog.defaultFolder().resolveSibling("README.md");
    assumeTrue(Files.exists(readme), "there is no README yet");
    assertTrue(
        Files.readString(readme).contains(lines), "README.md must contain read_run.py as it is");
  }

  private static Path script() throws URISyntaxException {
    return Path.of(PythonReaderTest.class.getResource("read_run.py").toURI());
  }

  private static boolean hasNumpy() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import numpy").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
