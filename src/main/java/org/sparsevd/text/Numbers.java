package org.sparsevd.text;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Numbers as people read them, on screen and in the tables of the terminal: decimal mark, grouping
 * and digits are those of the user's locale, the minus sign is a true one (U+2212). What is NaN
 * reads "–", what is infinite "∞". Files and {@code --json} are for programs and do not use this;
 * words that go into a file are written {@link #inFiles}. The examples here are in English.
 */
public final class Numbers {
  private static final char MINUS = '\u2212';

  /** Bound while words for a file are written. */
  private static final ScopedValue<Boolean> IN_FILES = ScopedValue.newInstance();

  private Numbers() {}

  /**
   * What {@code words} makes, with the same numbers under every locale: a decimal point, no
   * grouping, a hyphen for the minus sign.
   */
  public static <T> T inFiles(Supplier<T> words) {
    return ScopedValue.where(IN_FILES, true).call(words::get);
  }

  /** Whose digits and words of numbers are written now. */
  static Locale locale() {
    return IN_FILES.isBound() ? Locale.ROOT : Locale.getDefault();
  }

  /**
   * A number as people type it: what they read on screen, or with a decimal point wherever they
   * are. Empty when it is none; never NaN.
   */
  public static OptionalDouble parse(String typed) {
    try {
      double value = Double.parseDouble(plain(typed));
      return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** As {@link #parse}, of a whole number: {@code 60000}, or grouped as on screen. */
  public static OptionalInt parseWhole(String typed) {
    DecimalFormatSymbols symbols = symbols();
    String whole = plain(typed.replace(Character.toString(symbols.getGroupingSeparator()), ""));
    try {
      return OptionalInt.of(Integer.parseInt(whole));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * {@code typed} with ASCII digits, point and minus sign, as programs read it; what is no number
   * stays what it is. A mark that stands once is the decimal one; of two kinds, the last.
   */
  public static String plain(String typed) {
    StringBuilder plain = new StringBuilder();
    for (char letter : typed.strip().toCharArray()) {
      switch (letter) {
        case MINUS -> plain.append('-');
        case ',', '\u066b' -> plain.append('.'); // decimal comma, Arabic decimal mark
        case '\u200e', '\u200f', '\u061c' -> {} // marks of direction, unseen
        case '\u00a0', '\u202f', '\u2019', '\u066c' -> {} // grouping that is no decimal mark
        default ->
            plain.append(
                Character.isDigit(letter)
                    ? Character.forDigit(Character.digit(letter, 10), 10)
                    : letter);
      }
    }
    int last = plain.lastIndexOf(".");
    return last < 0
        ? plain.toString()
        : plain.substring(0, last).replace(".", "") + plain.substring(last);
  }

  /** {@code 1.72}: two decimals, without the unit. */
  public static String error(double percent) {
    return decimals(percent, 2);
  }

  /** {@code 96.7}: one decimal, without the unit. */
  public static String sparsity(double percent) {
    return decimals(percent, 1);
  }

  /** {@code 26.2} below 100, {@code 105} from there on, without the multiplication sign. */
  public static String compression(double ratio) {
    return decimals(ratio, ratio < 99.95 ? 1 : 0);
  }

  /** {@code 7,861}. */
  public static String count(long count) {
    return format("#,##0", (double) count);
  }

  /** {@code 7,861} of a count that may be unknown: "–" for NaN. */
  public static String countIfKnown(double count) {
    return format("#,##0", count);
  }

  /** {@code 10k}, {@code 1.2M}: for axes. */
  public static String shortCount(double count) {
    if (count >= 1e6) {
      return format("0.#", count / 1e6) + "M";
    }
    return count >= 1e3 ? format("0.#", count / 1e3) + "k" : format("0.#", count);
  }

  /** {@code −1.9}: on charts. */
  public static String logAlpha(double logAlpha) {
    return decimals(logAlpha, 1);
  }

  /** {@code −1.9}, or {@code −1.94} where one decimal would not do: a threshold. */
  public static String threshold(double logAlpha) {
    boolean tenth = Math.abs(logAlpha * 10 - Math.rint(logAlpha * 10)) < 1e-6;
    return decimals(logAlpha, tenth ? 1 : 2);
  }

  /** {@code 0.95}. */
  public static String dropoutRate(double p) {
    return decimals(p, 2);
  }

  /** {@code 03:12}, or {@code 1:03:12} from an hour on. */
  public static String duration(double seconds) {
    if (Double.isNaN(seconds)) {
      return "\u2013";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%02d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /** {@code 5.7} or {@code 1,214}: a time in µs. */
  public static String micros(double micros) {
    return decimals(micros, micros < 100 ? 1 : 0);
  }

  /** {@code 9.5e-07}: what is too small for decimals. */
  public static String scientific(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return decimals(value, 1);
    }
    String ascii = String.format(Locale.ROOT, "%.1e", value);
    int exponent = ascii.indexOf('e');
    return decimals(Double.parseDouble(ascii.substring(0, exponent)), 1)
        + ascii.substring(exponent);
  }

  /** {@code 0.0512}, {@code 12.35}, {@code 8,341}: any number, to about four digits. */
  public static String plain(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e9)) {
      return scientific(value).replace('-', MINUS);
    }
    int whole = size == 0 ? 0 : (int) Math.floor(Math.log10(size));
    return value == Math.rint(value)
        ? decimals(value, 0)
        : decimals(value, Math.clamp(3 - whole, 0, 4));
  }

  /** {@code 512 B}, {@code 5.1 kB}, {@code 30.9 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return format("0", (double) bytes) + " B";
    }
    return bytes < 1_000_000 ? decimals(bytes / 1e3, 1) + " kB" : decimals(bytes / 1e6, 1) + " MB";
  }

  /** {@code value} with exactly {@code decimals} decimals and thousands marked. */
  public static String decimals(double value, int decimals) {
    return format(decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals), value);
  }

  private static String format(String pattern, double value) {
    if (Double.isNaN(value)) {
      return "\u2013";
    }
    DecimalFormat format = new DecimalFormat(pattern, symbols());
    if (IN_FILES.isBound()) {
      format.setGroupingUsed(false);
    }
    return format.format(value);
  }

  private static DecimalFormatSymbols symbols() {
    boolean file = IN_FILES.isBound();
    DecimalFormatSymbols symbols =
        DecimalFormatSymbols.getInstance(
            file ? Locale.ROOT : Locale.getDefault(Locale.Category.FORMAT));
    symbols.setMinusSign(file ? '-' : MINUS);
    symbols.setInfinity("\u221e");
    return symbols;
  }
}
