package org.sparsevd.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The program's words, all in {@code messages.properties}. */
public final class Text {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("org.sparsevd.messages", Locale.getDefault());

  /** Data sets of the user's own have no words here: they are called by their name. */
  private static final String DATASET = "setting.dataset.choice.";

  private Text() {}

  /**
   * The words for {@code key}, with {@code {0}}, {@code {1}} … filled in.
   *
   * @throws MissingResourceException when the bundle has no such key
   */
  public static String of(String key, Object... arguments) {
    if (key.startsWith(DATASET) && !has(key)) {
      return key.substring(DATASET.length());
    }
    String pattern = BUNDLE.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Numbers.locale()).format(arguments);
  }

  /** Whether the bundle has words for {@code key}. */
  public static boolean has(String key) {
    return BUNDLE.containsKey(key);
  }
}
