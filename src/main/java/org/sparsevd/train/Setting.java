package org.sparsevd.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sparsevd.nn.Architecture;

/**
 * One setting of an experiment: its key, kind, default, allowed range and the methods it matters
 * to. The form, the JSON, the command line and the config diff are all made from {@link #all()}.
 *
 * @param key name in JSON and on the command line
 * @param group where the form shows it
 * @param kind how a value is written
 * @param defaultValue value when nothing else is said, already of the kind's Java type
 * @param min smallest allowed number; −∞ when there is none
 * @param max largest allowed number; +∞ when there is none
 * @param choices allowed words for {@link Kind#CHOICE}, else empty; data sets are those that were
 *     there when the program started
 * @param openChoice whether other names are allowed too, those of data sets that are not here
 * @param changeable whether it may change while a training goes on, from its next epoch on
 * @param methods the methods that read this setting; empty when all do
 */
public record Setting(
    String key,
    Group group,
    Kind kind,
    Object defaultValue,
    double min,
    double max,
    List<String> choices,
    boolean openChoice,
    boolean changeable,
    List<Method> methods) {

  /** Groups of the form, in its order. */
  public enum Group {
    DATA,
    NETWORK,
    METHOD,
    SCHEDULE,
    OPTIMISER,
    REGULARISER
  }

  /** How a value is written, and its Java type. */
  public enum Kind {
    /** {@link Long} or {@link Integer}. */
    INTEGER,
    /** {@link Double}. */
    NUMBER,
    /** {@link Double} from 0 to 1, which a person may rather slide than type. */
    SHARE,
    /** {@link Boolean}. */
    SWITCH,
    /** An enum constant, written in kebab-case, or one of a fixed list of words. */
    CHOICE,
    /** {@link String} with a form of its own, such as {@code 300-100}. */
    TEXT,
    /** {@link String}: name or folder of a run, or nothing. */
    RUN
  }

  /** Every setting, in the order of the form. */
  public static List<Setting> all() {
    return SettingList.ALL;
  }

  /**
   * The setting called {@code key}.
   *
   * @throws InvalidConfigException when there is none, naming the nearest known key
   */
  public static Setting named(String key) throws InvalidConfigException {
    return SettingList.named(key);
  }

  /** Whether {@code method} reads this setting. */
  public boolean appliesTo(Method method) {
    return methods.isEmpty() || methods.contains(method);
  }

  /** The value of this setting in {@code config}. */
  public Object valueIn(ExperimentConfig config) {
    return SettingList.read(this, config);
  }

  /** The value as it is written in JSON and on the command line. */
  public String write(Object value) {
    return value instanceof Enum<?> constant ? kebabCase(constant) : String.valueOf(value);
  }

  /**
   * Reads a value written by a person.
   *
   * @throws InvalidConfigException naming key, value and what is allowed
   */
  public Object parse(String text) throws InvalidConfigException {
    return SettingList.parse(this, text.strip());
  }

  /** What is allowed, in words: {@code "a whole number from 1 to 10000"}. */
  public String allowed() {
    return switch (kind) {
      case SWITCH -> "true or false";
      case CHOICE ->
          "one of "
              + String.join(", ", choices)
              + (openChoice ? ", or the name of another data set" : "");
      case TEXT -> Architecture.ALLOWED;
      case RUN -> "the name or folder of a run, or nothing";
      case INTEGER -> "a whole number" + range();
      case NUMBER, SHARE -> "a number" + range();
    };
  }

  private String range() {
    return Double.isInfinite(min) && Double.isInfinite(max)
        ? ""
        : " from " + plain(min) + " to " + plain(max);
  }

  /** As a person writes it: {@code 10000}, {@code 0.95}, {@code 1e-6}. */
  private String plain(double bound) {
    return bound == Math.rint(bound)
        ? String.format(Locale.ROOT, "%.0f", bound)
        : Double.toString(bound).replace(".0E", "e").replace('E', 'e');
  }

  static String kebabCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Setting::kebabCase).toList();
  }
}
