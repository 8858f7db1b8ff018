package org.sparsevd.ui.library;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import org.sparsevd.run.RunSummary;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** What the list of runs tells of each. */
enum RunColumn {
  NAME(190, false),
  METHOD(110, false),
  DATA(70, false),
  EPOCHS(80, true),
  ERROR(80, true),
  COMPRESSION(100, true),
  DATE(110, false),
  DURATION(80, true),
  NOTES(160, false);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withZone(ZoneId.systemDefault());

  private static final double STANDARD_TEXT_SIZE = 12;

  private final double width; // px at the standard text size
  private final boolean number;

  RunColumn(double width, boolean number) {
    this.width = width;
    this.number = number;
  }

  /** Width in px at a text size in px. */
  double widthAt(double textSize) {
    return width * textSize / STANDARD_TEXT_SIZE;
  }

  boolean isNumber() {
    return number;
  }

  /** The order of runs in this column. */
  Comparator<RunSummary> order() {
    return switch (this) {
      case NAME, METHOD, DATA, NOTES -> Comparator.comparing(this::text);
      case EPOCHS -> Comparator.comparingInt(RunSummary::epochs);
      case ERROR -> Comparator.comparingDouble(RunSummary::testErrorPercent);
      case COMPRESSION -> Comparator.comparingDouble(RunSummary::compression);
      case DATE -> Comparator.comparing(run -> run.started().orElse(Instant.MIN));
      case DURATION -> Comparator.comparing(RunSummary::duration);
    };
  }

  /** What it says of a run. */
  String text(RunSummary run) {
    return switch (this) {
      case NAME -> run.name();
      case METHOD -> method(run);
      case DATA -> run.data();
      case EPOCHS -> epochs(run);
      case ERROR -> percent(run.testErrorPercent());
      case COMPRESSION ->
          Double.isNaN(run.compression())
              ? "\u2013"
              : Text.of("compare.unit.times", Numbers.compression(run.compression()));
      case DATE -> date(run);
      case DURATION -> Numbers.duration(run.duration().toSeconds());
      case NOTES -> notes(run);
    };
  }

  String label() {
    return Text.of("ui.library.column." + name());
  }

  private static String method(RunSummary run) {
    return run.method()
        .map(method -> Text.of("chart.compare.method." + method.name()))
        .orElse("\u2013");
  }

  private static String epochs(RunSummary run) {
    return run.epochs() == run.plannedEpochs()
        ? Integer.toString(run.epochs())
        : Text.of("ui.library.epochs", run.epochs(), run.plannedEpochs());
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "\u2013" : Text.of("compare.unit.percent", Numbers.error(value));
  }

  private static String date(RunSummary run) {
    return run.started().map(DAY::format).orElse("\u2013");
  }

  /** Tags first: they are what one looks for. */
  private static String notes(RunSummary run) {
    String tags = String.join(", ", run.notes().tags());
    String text = run.notes().text().lines().findFirst().orElse("");
    return tags.isEmpty() || text.isEmpty()
        ? tags + text
        : Text.of("ui.library.tagsAndNotes", tags, text);
  }
}
