package org.sparsevd.data;

import java.util.regex.Pattern;

/**
 * Keeps an error one sentence when it quotes a file: whatever bytes and however many the file has
 * there.
 */
public final class OneLine {
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

  /** More than any error of the program's own words; then what was expected stands at the end. */
  private static final int MOST_AT_START = 600;

  private static final int MOST_AT_END = 300;

  private OneLine() {}

  /** {@code message} with a ? for each line break and control character, and no endless middle. */
  public static String of(String message) {
    String line = BREAKS.matcher(message).replaceAll("?");
    return line.length() <= MOST_AT_START + MOST_AT_END
        ? line
        : line.substring(0, MOST_AT_START) + " … " + line.substring(line.length() - MOST_AT_END);
  }
}
