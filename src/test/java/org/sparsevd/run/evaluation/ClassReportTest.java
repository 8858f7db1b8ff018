package org.sparsevd.run.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.LoadedData;
import org.sparsevd.run.PrunedEpoch;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.Split;
import org.sparsevd.run.evaluation.ClassReport.ClassFigures;
import org.sparsevd.train.Predictions;

/** On a run of the published settings, and on few predictions counted by hand. */
class ClassReportTest {
  private static Dataset data;
  private static Compute compute;
  private static PrunedEpoch pruned;

  @BeforeAll
  static void open() throws Exception {
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    compute = new Compute(2);
    data = new LoadedData(DatasetCatalog.current()).of(run.info().config().orElseThrow());
    pruned = PrunedEpoch.of(run, 200, data, compute).orElseThrow();
  }

  @AfterAll
  static void close() {
    compute.close();
  }

  @Test
  void theConfusionOfARealRunAddsUpToItsErrorAtAnyCut() {
    for (double threshold : new double[] {3, -1}) {
      Cut cut = Cut.at(threshold);
      ClassReport report = ClassReport.of(pruned, cut, Split.TEST);
      int all = 0;
      int wrong = 0;
      for (int truth = 0; truth < 10; truth++) {
        int row = 0;
        for (int taken = 0; taken < 10; taken++) {
          int count = report.confusion().get(truth).get(taken);
          row += count;
          wrong += truth == taken ? 0 : count;
        }
        assertEquals(report.classes().get(truth).support(), row);
        all += row;
      }
      double error = pruned.error(cut, Split.TEST).percent();
      assertEquals(10_000, all);
      assertEquals(10_000, report.samples());
      assertEquals(error, 100.0 * wrong / all);
      assertEquals(error, report.errorPercent());
      assertEquals(1 - error / 100, report.accuracy(), 1e-12);
    }
  }

  @Test
  void precisionRecallAndF1AreThoseOfACountOfOnesOwn() {
    Predictions predictions = pruned.predictions(Cut.at(-1), Split.TEST);
    ClassReport report = ClassReport.of(pruned, Cut.at(-1), Split.TEST);
    for (int c = 0; c < 10; c++) {
      int right = 0;
      int taken = 0;
      int support = 0;
      for (int i = 0; i < data.test().size(); i++) {
        boolean isOfIt = data.test().label(i) == c;
        boolean takenForIt = predictions.predicted()[i] == c;
        right += isOfIt && takenForIt ? 1 : 0;
        taken += takenForIt ? 1 : 0;
        support += isOfIt ? 1 : 0;
      }
      ClassFigures figures = report.classes().get(c);
      assertEquals(Integer.toString(c), figures.name());
      assertEquals(support, figures.support());
      assertEquals((double) right / taken, figures.precision(), 1e-12);
      assertEquals((double) right / support, figures.recall(), 1e-12);
      assertEquals(2.0 * right / (taken + support), figures.f1(), 1e-12);
    }
  }

  @Test
  void rowsAreTrueClassesAndColumnsPredictedOnes() {
    // Two apples right, one taken for a pear; a pear taken for an apple; nothing is a quince.
    ClassReport report =
        ClassReport.of(
            List.of("pear", "apple", "quince"),
            predictions(new int[] {1, 1, 0, 1}, new int[] {1, 1, 1, 0}));
    assertEquals(List.of(List.of(0, 1, 0), List.of(1, 2, 0), List.of(0, 0, 0)), report.confusion());
    assertEquals(new ClassFigures("apple", 2 / 3.0, 2 / 3.0, 2 / 3.0, 3), report.classes().get(1));
    ClassFigures pear = report.classes().getFirst();
    assertEquals(0, pear.precision());
    assertEquals(0, pear.recall());
    assertEquals(new ClassFigures("quince", 0, 0, 0, 0), report.classes().getLast());
    assertEquals(0.5, report.accuracy());
    assertEquals(50, report.errorPercent());
  }

  @Test
  void aSplitWithoutSamplesHasNoFigures() {
    ClassReport report = ClassReport.of(pruned, Cut.at(3), Split.VALIDATION);
    assertEquals(0, report.samples());
    assertTrue(Double.isNaN(report.accuracy()));
    assertTrue(Double.isNaN(report.errorPercent()));
    assertEquals(10, report.confusion().size());
    assertEquals(new ClassFigures("9", 0, 0, 0, 0), report.classes().getLast());
  }

  @Test
  void whatHasNoClassIsRefused() {
    Predictions none = predictions(new int[] {0, -1}, new int[] {0, 1});
    assertEquals(
        "sample 1: expected finite logits, got NaN, so it has no class",
        assertThrows(
                IllegalArgumentException.class, () -> ClassReport.of(List.of("a", "b", "c"), none))
            .getMessage());
    assertEquals(
        "expected names of 3 classes, got [a, b]",
        assertThrows(IllegalArgumentException.class, () -> ClassReport.of(List.of("a", "b"), none))
            .getMessage());
  }

  /** Of three classes, with logits that agree where there are any. */
  private static Predictions predictions(int[] predicted, int[] labels) {
    float[] logits = new float[3 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      if (predicted[i] >= 0) {
        logits[3 * i + predicted[i]] = 1;
      }
    }
    return new Predictions(3, logits, predicted, labels);
  }
}
