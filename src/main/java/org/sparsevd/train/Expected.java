package org.sparsevd.train;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a finished run of a preset comes to, whatever its seed.
 *
 * @param errorPercentMin smallest test error; 0 when a smaller one can't be
 * @param errorPercentMax largest test error; 100 when any will do
 * @param compressionMin smallest |W| / |W≠0|; 0 when any will do
 * @param source where these figures come from, for people
 */
public record Expected(
    double errorPercentMin, double errorPercentMax, double compressionMin, String source) {
  private static final List<String> KEYS =
      List.of("errorPercentMin", "errorPercentMax", "compressionMin", "source");

  public Expected {
    if (!(0 <= errorPercentMin && errorPercentMin <= errorPercentMax && errorPercentMax <= 100)) {
      throw new IllegalArgumentException(
          "expected: a band of errors within 0 to 100 %%, got %s to %s"
              .formatted(errorPercentMin, errorPercentMax));
    }
    if (!(compressionMin >= 0)) {
      throw new IllegalArgumentException(
          "expected: compressionMin of 0 or more, got " + compressionMin);
    }
  }

  /** Whether the band says anything of compression. */
  public boolean boundsCompression() {
    return compressionMin > 0;
  }

  /**
   * Reads the object {@code expected} of a preset; {@code source} must be there.
   *
   * @throws IllegalArgumentException when a key is unknown or a value can't be
   */
  static Expected read(JsonNode json) {
    for (String key : json.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "expected: no key \"%s\"; there are %s".formatted(key, String.join(", ", KEYS)));
      }
    }
    return new Expected(
        number(json, "errorPercentMin", 0),
        number(json, "errorPercentMax", 100),
        number(json, "compressionMin", 0),
        json.required("source").asString());
  }

  private static double number(JsonNode json, String key, double standard) {
    return json.has(key) ? json.get(key).doubleValue() : standard;
  }
}
