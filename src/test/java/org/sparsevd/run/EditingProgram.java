package org.sparsevd.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.MeasuredError;

/** Somebody who takes notes, saves cuts and pins weights of a run, in a process of their own. */
final class EditingProgram {
  private EditingProgram() {}

  /** Arguments: the run's folder, a word for all that is written, how often, the first weight. */
  public static void main(String[] arguments) throws Exception {
    edit(
        Path.of(arguments[0]),
        arguments[1],
        Integer.parseInt(arguments[2]),
        Integer.parseInt(arguments[3]));
  }

  static void edit(Path folder, String word, int times, int firstWeight) throws Exception {
    Run run = RunFolder.open(folder);
    for (int i = 0; i < times; i++) {
      NamedCuts.save(folder, cut(word + i));
      RunNotes before = RunNotes.read(folder);
      List<String> tags = new ArrayList<>(before.tags());
      tags.add(word + i);
      new RunNotes(before.text(), tags).writeOver(before, folder);
      run.pinned().pin(new PinnedWeights.Pin("fc1", firstWeight + i), 0, Optional.empty());
    }
  }

  static NamedCut cut(String name) {
    return new NamedCut(
        name,
        new Cut(0.5, Map.of()),
        2,
        true,
        Split.VALIDATION,
        new MeasuredError(1.94, 100),
        10,
        100,
        Instant.parse("2026-11-25T04:00:00Z"));
  }
}
