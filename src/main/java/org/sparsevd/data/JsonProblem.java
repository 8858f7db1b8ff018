package org.sparsevd.data;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** What is wrong with a JSON text. */
public final class JsonProblem {
  /** What Jackson says to programmers: its classes, options, and where it keeps no source. */
  private static final Pattern FOR_PROGRAMMERS =
      Pattern.compile(
          " ?\\((?:start marker|for \\w+ starting) at \\[Source:.*?\\]\\)"
              + "| ?\\(bound as `[^`]*`\\)"
              + "| ?\\(consider enabling `[^`]*`.*\\)"
              + "|, from `[^`]*`"
              + "|: [^:`]*`\\w+Feature\\.[^`]*`[^:(]*"
              + "|`(?:JsonToken\\.)?([A-Z_]+)`");

  private JsonProblem() {}

  /** The problem in one sentence, with its line and column from 1. */
  public static String inWords(JacksonException e) {
    String problem =
        FOR_PROGRAMMERS
            .matcher(String.valueOf(e.getOriginalMessage()))
            .replaceAll(match -> match.group(1) == null ? "" : match.group(1));
    TokenStreamLocation place = e.getLocation();
    return OneLine.of(
        place == null || place.getLineNr() < 1
            ? problem
            : "%s (line %d, column %d)".formatted(problem, place.getLineNr(), place.getColumnNr()));
  }
}
