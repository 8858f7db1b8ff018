package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.run.compare.ComparisonTable;
import org.sparsevd.run.compare.Figure;
import org.sparsevd.run.compare.SettingDifferences;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.Setting;

/** Figures and settings of compared runs in words, for window, terminal and report. */
public final class ComparisonWords {
  private static final char MINUS = '\u2212';

  private ComparisonWords() {}

  /** What a row is about, with its unit. */
  public static String label(ComparisonTable.Row row) {
    return row.of().isEmpty()
        ? Text.of("compare.figure." + row.figure().key())
        : Text.of("compare.figure." + row.figure().key(), row.of());
  }

  /** A value of a row; "–" for one that a run does not tell. */
  public static String value(Figure figure, double value) {
    return switch (figure) {
      case TEST_ERROR, EQUAL_SPARSITY_ERROR, VALIDATION_ERROR, TRAIN_ERROR ->
          unit("percent", Numbers.error(value), value);
      case SPARSITY -> unit("percent", Numbers.sparsity(value), value);
      case COMPRESSION -> unit("times", Numbers.compression(value), value);
      case WEIGHTS_KEPT, UNITS_LEFT, EPOCHS -> Numbers.countIfKnown(value);
      case COMPACT_BYTES -> unit("kilobytes", Numbers.decimals(value / 1000, 1), value);
      case SAMPLE_MICROS, BATCH_MICROS -> unit("micros", Numbers.micros(value), value);
      case TRAINING_SECONDS -> Numbers.duration(value);
      case SECONDS_PER_EPOCH -> unit("seconds", Numbers.decimals(value, 2), value);
    };
  }

  private static String unit(String unit, String number, double value) {
    return Double.isNaN(value) ? number : Text.of("compare.unit." + unit, number);
  }

  /** How much more or less {@code there} is than {@code here}; "" when either is not told. */
  public static String difference(Figure figure, double here, double there) {
    if (Double.isNaN(here) || Double.isNaN(there)) {
      return "";
    }
    double more = there - here;
    return switch (figure) {
      case TEST_ERROR, EQUAL_SPARSITY_ERROR, VALIDATION_ERROR, TRAIN_ERROR -> signed(more, 2);
      case SPARSITY -> signed(more, 1);
      case COMPRESSION, COMPACT_BYTES, SAMPLE_MICROS, BATCH_MICROS ->
          there >= here ? "\u00d7" + factor(there / here) : "\u00f7" + factor(here / there);
      case WEIGHTS_KEPT, TRAINING_SECONDS, SECONDS_PER_EPOCH ->
          here == 0 ? "" : Text.of("compare.unit.percent", signed(100 * more / here, 1));
      case UNITS_LEFT, EPOCHS -> signed(more, 0);
    };
  }

  private static String factor(double factor) {
    return Numbers.decimals(factor, factor < 1.95 ? 2 : factor < 9.95 ? 1 : 0);
  }

  private static String signed(double value, int decimals) {
    if (Double.isInfinite(value)) {
      return "";
    }
    if (Math.abs(value) < 0.5 * Math.pow(10, -decimals)) {
      return "0";
    }
    String size = Numbers.decimals(Math.abs(value), decimals);
    return (value < 0 ? MINUS : '+') + size;
  }

  /** What a run says of a setting. */
  public static String value(Setting setting, SettingDifferences.Value value) {
    return switch (value) {
      case SettingDifferences.Value.Told told ->
          told.history().isEmpty() ? told(setting, told.value()) : told.history();
      case SettingDifferences.Value.NotUsed _ -> Text.of("compare.setting.notUsed");
      case SettingDifferences.Value.Untold _ -> "\u2013";
    };
  }

  /**
   * How many settings are the same, whether any differs, and who does not tell.
   *
   * @param allShown whether the equal ones are in view and need no counting
   */
  public static String summary(SettingDifferences differences, boolean allShown) {
    List<String> words = new ArrayList<>();
    if (differences.differing().isEmpty()) {
      words.add(Text.of("compare.setting.noneDiffer"));
    }
    if (!allShown) {
      words.add(Text.of("compare.setting.equalCount", differences.equal().size()));
    }
    if (!differences.untold().isEmpty()) {
      words.add(Text.of("compare.setting.untold", String.join(", ", differences.untold())));
    }
    return String.join(" ", words);
  }

  private static String told(Setting setting, Object value) {
    String words =
        setting.kind() == Setting.Kind.SWITCH
            ? Text.of((Boolean) value ? "compare.setting.on" : "compare.setting.off")
            : SettingWords.spoken(setting, value);
    return words.isBlank() ? Text.of("compare.setting.none") : words;
  }
}
