package org.sparsevd.chart;

import java.math.BigDecimal;
import java.util.Locale;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.Setting;

/** Settings as people read them, where that is not how JSON writes them. */
public final class SettingWords {
  private static final char MINUS = '\u2212';

  private SettingWords() {}

  /** The label. */
  public static String label(Setting setting) {
    return Text.of("setting." + setting.key() + ".label");
  }

  /** How a word of a choice reads. */
  public static String choice(Setting setting, String word) {
    return Text.of("setting." + setting.key() + ".choice." + word);
  }

  /** A value as the field shows it: numbers short and with a true minus sign. */
  public static String of(Setting setting, Object value) {
    return switch (setting.kind()) {
      case NUMBER, SHARE -> number((Double) value);
      case INTEGER -> setting.write(value).replace('-', MINUS);
      case CHOICE, TEXT, RUN, SWITCH -> setting.write(value);
    };
  }

  /** A value as a sentence shows it: choices by their label, counts with their thousands marked. */
  public static String spoken(Setting setting, Object value) {
    return switch (setting.kind()) {
      case CHOICE -> choice(setting, setting.write(value));
      case INTEGER -> Numbers.count(((Number) value).longValue());
      case NUMBER, SHARE, TEXT, RUN, SWITCH -> of(setting, value);
    };
  }

  private static String number(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    boolean tiny = value != 0 && Math.abs(value) < 1e-4;
    String text = tiny ? exact.toString().toLowerCase(Locale.ROOT) : exact.toPlainString();
    return text.replace('-', MINUS);
  }
}
