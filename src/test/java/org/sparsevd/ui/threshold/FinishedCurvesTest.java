package org.sparsevd.ui.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparsevd.prune.CutCurve;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.Split;

@Timeout(60)
final class FinishedCurvesTest {
  private static final Path RUN = Path.of("assets", "runs", "lenet-300-100-s1");

  private final FinishedCurves curves = new FinishedCurves();

  @Test
  void aCurveIsGivenBackForItsEpochAndSplitOnly() throws IOException {
    Run run = RunFolder.open(RUN);
    LabAnswer.Grown done = grown(run, 3);
    curves.keep(done);
    assertEquals(Optional.of(done), curves.of(new LabTarget(run, 3, Split.TEST)));
    assertEquals(Optional.empty(), curves.of(new LabTarget(run, 4, Split.TEST)));
    assertEquals(Optional.empty(), curves.of(new LabTarget(run, 3, Split.TRAIN)));
  }

  @Test
  void whatWasLookedAtLongAgoGoesFirst() throws IOException {
    Run run = RunFolder.open(RUN);
    for (int epoch = 1; epoch <= 65; epoch++) {
      curves.keep(grown(run, epoch));
      assertTrue(curves.of(new LabTarget(run, 1, Split.TEST)).isPresent());
    }
    assertEquals(Optional.empty(), curves.of(new LabTarget(run, 2, Split.TEST)));
  }

  /** Each holds its weights: hours of looking at one run after the other would fill the memory. */
  @Test
  void aRunThatNobodyLooksAtAnyMoreIsNotKept() throws Exception {
    WeakReference<Run> run = new WeakReference<>(keptRun());
    while (run.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
  }

  private Run keptRun() throws IOException {
    Run run = RunFolder.open(RUN);
    curves.keep(grown(run, 1));
    return run;
  }

  private static LabAnswer.Grown grown(Run run, int epoch) {
    return new LabAnswer.Grown(
        new LabTarget(run, epoch, Split.TEST), new CutCurve(List.of(), 10_000), true, 1);
  }
}
