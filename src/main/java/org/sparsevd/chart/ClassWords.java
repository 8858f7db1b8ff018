package org.sparsevd.chart;

import java.util.List;
import org.sparsevd.run.evaluation.ClassReport;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** Figures of single classes in words, for window and terminal. */
public final class ClassWords {
  private ClassWords() {}

  /** What the cells of a {@link #row} are. */
  public static List<String> head() {
    return List.of(
        Text.of("classes.class"),
        Text.of("classes.precision"),
        Text.of("classes.recall"),
        Text.of("classes.f1"),
        Text.of("classes.support"));
  }

  /** Class, precision, recall, F1 in percent, and support. */
  public static List<String> row(ClassReport.ClassFigures figures) {
    return List.of(
        figures.name(),
        Numbers.decimals(100 * figures.precision(), 2),
        Numbers.decimals(100 * figures.recall(), 2),
        Numbers.decimals(100 * figures.f1(), 2),
        Numbers.count(figures.support()));
  }

  /** How many samples are taken for another class. */
  public static int errors(ClassReport report) {
    int right = 0;
    for (int i = 0; i < report.classes().size(); i++) {
      right += report.confusion().get(i).get(i);
    }
    return report.samples() - right;
  }

  /** Which classes are mixed up most often; "" where none are. */
  public static String worst(ClassReport report) {
    int most = 0;
    int truth = 0;
    int given = 0;
    for (int i = 0; i < report.confusion().size(); i++) {
      for (int k = 0; k < report.confusion().size(); k++) {
        int count = report.confusion().get(i).get(k);
        if (i != k && count > most) {
          most = count;
          truth = i;
          given = k;
        }
      }
    }
    return most == 0
        ? ""
        : Text.of(
            "classes.worst",
            report.classes().get(truth).name(),
            report.classes().get(given).name(),
            most);
  }
}
