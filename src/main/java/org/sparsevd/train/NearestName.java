package org.sparsevd.train;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant by a name that is not there. */
final class NearestName {
  /** Nobody means anything known by a longer one; a file may hold one of megabytes. */
  private static final int LONGEST = 100;

  private NearestName() {}

  /** The one of {@code known}, which is not empty, that is most like {@code name}. */
  static String to(String name, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(each -> distance(each, name))).orElseThrow();
  }

  /** How far {@code key} is from a known one: case does not count, nor what was left off. */
  private static int distance(String known, String key) {
    String a = known.toLowerCase(Locale.ROOT);
    String b = key.substring(0, Math.min(LONGEST, key.length())).toLowerCase(Locale.ROOT);
    return a.contains(b) ? 1 : editDistance(a, b);
  }

  private static int editDistance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    Arrays.setAll(previous, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitute, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
