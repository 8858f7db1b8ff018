package org.sparsevd.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.sparsevd.chart.ClassWords;
import org.sparsevd.run.evaluation.ClassReport;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** A network class by class, as tables or as JSON lines. */
final class ClassTables {
  private final ClassReport report;

  ClassTables(ClassReport report) {
    this.report = report;
  }

  void print(PrintWriter out, boolean json) {
    if (json) {
      for (int c = 0; c < report.classes().size(); c++) {
        out.println(JsonLines.classFigures(report, c));
      }
    } else {
      out.println();
      out.println(Text.of("cli.classes.confusion", Numbers.count(report.samples())));
      confusion().print(out);
      out.println();
      figures().print(out);
    }
    out.flush();
  }

  private TextTable confusion() {
    List<String> head = new ArrayList<>(List.of(Text.of("cli.classes.truth")));
    report.classes().forEach(each -> head.add(each.name()));
    TextTable table = new TextTable(head);
    for (int c = 0; c < report.classes().size(); c++) {
      List<String> row = new ArrayList<>(List.of(report.classes().get(c).name()));
      report.confusion().get(c).forEach(count -> row.add(Numbers.count(count)));
      table.add(row);
    }
    return table;
  }

  private TextTable figures() {
    TextTable table = new TextTable(ClassWords.head());
    report.classes().forEach(each -> table.add(ClassWords.row(each)));
    return table;
  }
}
