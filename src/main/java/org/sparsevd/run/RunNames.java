package org.sparsevd.run;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that a run can have: those that can be a folder on every platform. */
public final class RunNames {
  private static final int LONGEST = 100;
  private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"/\\\\|?*\\p{Cntrl}]");
  private static final Pattern DEVICE =
      Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");
  private static final Set<Character> NOT_LAST = Set.of('.', ' ');

  private RunNames() {}

  /** Whether a run can have the name. */
  public static boolean isAllowed(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && !FORBIDDEN.matcher(name).find()
        && name.charAt(0) != '.'
        && name.charAt(0) != ' '
        && !NOT_LAST.contains(name.charAt(name.length() - 1))
        && !DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  static void check(Path folder, String name) throws InvalidRunException {
    if (!isAllowed(name)) {
      throw new InvalidRunException(
          folder,
          ("\"%s\" is no name for a run; expected 1 to %d characters that every system allows in a"
                  + " folder's name")
              .formatted(name, LONGEST));
    }
  }
}
