package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.MeasuredError;

class NamedCutsTest {
  @TempDir private Path folder;

  static NamedCut cut(String name, double threshold) {
    return new NamedCut(
        name,
        new Cut(threshold, Map.of("fc3", 3.125)),
        200,
        true,
        Split.VALIDATION,
        new MeasuredError(1.94, 5000),
        3652,
        266_200,
        Instant.parse("2026-11-25T04:00:00Z"));
  }

  @Test
  void whatIsSavedIsReadBackInOrderAndAnEqualNameReplaces() throws Exception {
    assertEquals(List.of(), NamedCuts.read(folder));
    NamedCuts.save(folder, cut("Signal = noise", 0));
    NamedCuts.save(folder, cut("Strict \u2212 \u03b1", -1.75));
    NamedCuts.save(folder, cut("Signal = noise", 0.1));
    assertEquals(
        List.of(cut("Signal = noise", 0.1), cut("Strict \u2212 \u03b1", -1.75)),
        NamedCuts.read(folder));
    assertEquals(
        List.of(cut("Strict \u2212 \u03b1", -1.75)), NamedCuts.remove(folder, "Signal = noise"));
    assertEquals(1, NamedCuts.read(folder).size());
  }

  @Test
  void whatIsNotANumberComesBackAsItWas() throws Exception {
    NamedCut nothingKept =
        new NamedCut(
            "all gone",
            Cut.at(-8),
            3,
            false,
            Split.TEST,
            new MeasuredError(Double.NaN, 0),
            0,
            10,
            Instant.EPOCH);
    NamedCuts.save(folder, nothingKept);
    assertEquals(List.of(nothingKept), NamedCuts.read(folder));
    assertEquals(Double.POSITIVE_INFINITY, nothingKept.compression());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"formatVersion\": 2}",
        "{\"formatVersion\": 1, \"cuts\": [{}]}",
        "{\"formatVersion\": 1, \"cuts\": [{\"name\": \"a\", \"threshold\": \"3\"}]}"
      })
  void aFileThatIsNotOursIsRefusedAndLeftAsItIs(String text) throws Exception {
    Path file = folder.resolve("cuts.json");
    Files.writeString(file, text);
    InvalidRunException refused =
        assertThrows(InvalidRunException.class, () -> NamedCuts.read(folder));
    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
    assertThrows(InvalidRunException.class, () -> NamedCuts.save(folder, cut("a", 1)));
    assertEquals(text, Files.readString(file));
  }

  @Test
  void aThinnedCopyKeepsTheCuts() throws Exception {
    Path source = folder.resolve("run");
    RunFixtures.write(source, "toy", List.of(100, 20, 4), 0);
    NamedCuts.save(source, cut("mine", 1));
    ThinnedRun.write(source, folder.resolve("thin"), 10, true);
    assertEquals(List.of(cut("mine", 1)), NamedCuts.read(folder.resolve("thin")));
  }

  @Test
  void aFolderThatIsGoneIsNamed() {
    Path gone = folder.resolve("gone");
    assertThrows(InvalidRunException.class, () -> NamedCuts.save(gone, cut("a", 1)));
    assertFalse(Files.exists(gone));
  }
}
