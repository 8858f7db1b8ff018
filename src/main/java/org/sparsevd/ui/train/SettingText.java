package org.sparsevd.ui.train;

import java.math.BigDecimal;
import java.util.Locale;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.Setting;

/** Settings as people read and type them, where that is not how JSON writes them. */
final class SettingText {
  private static final char MINUS = '\u2212';

  private SettingText() {}

  /** The label. */
  static String label(Setting setting) {
    return Text.of("setting." + setting.key() + ".label");
  }

  /** What the setting does and what is allowed. */
  static String help(Setting setting) {
    String help = Text.of("setting." + setting.key() + ".help");
    return help + "\n" + Text.of("ui.form.allowed", setting.allowed(), setting.key());
  }

  /** How a word of a choice reads. */
  static String choice(Setting setting, String word) {
    return Text.of("setting." + setting.key() + ".choice." + word);
  }

  /** A value as the field shows it: numbers short and with a true minus sign. */
  static String of(Setting setting, Object value) {
    return switch (setting.kind()) {
      case NUMBER -> number((Double) value);
      case INTEGER -> setting.write(value).replace('-', MINUS);
      case CHOICE, TEXT, RUN, SWITCH -> setting.write(value);
    };
  }

  /** A value as a sentence shows it: choices by their label, counts with their thousands marked. */
  static String spoken(Setting setting, Object value) {
    return switch (setting.kind()) {
      case CHOICE -> choice(setting, setting.write(value));
      case INTEGER -> Numbers.count(((Number) value).longValue());
      case NUMBER, TEXT, RUN, SWITCH -> of(setting, value);
    };
  }

  /** What was typed, as {@link Setting#parse} reads it. */
  static String typed(Setting setting, String text) {
    boolean number =
        setting.kind() == Setting.Kind.NUMBER || setting.kind() == Setting.Kind.INTEGER;
    return number ? text.replace(MINUS, '-') : text;
  }

  private static String number(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    boolean tiny = value != 0 && Math.abs(value) < 1e-4;
    String text = tiny ? exact.toString().toLowerCase(Locale.ROOT) : exact.toPlainString();
    return text.replace('-', MINUS);
  }
}
