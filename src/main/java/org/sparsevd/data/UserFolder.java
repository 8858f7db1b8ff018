package org.sparsevd.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The program's own folder in the platform's place for user data. */
public final class UserFolder {
  private UserFolder() {}

  /** Of this user on this machine; it may not be there yet. */
  public static Path current() {
    return of(System.getProperty("os.name", ""), System.getProperty("user.home"), System::getenv);
  }

  /**
   * Of any machine.
   *
   * @param os as the system property {@code os.name} says it
   * @param environment value of a variable, or null
   */
  public static Path of(String os, String userHome, UnaryOperator<String> environment) {
    String system = os.toLowerCase(Locale.ROOT);
    Path home = Path.of(userHome);
    if (system.contains("win")) {
      return variable("LOCALAPPDATA", environment)
          .orElse(home.resolve("AppData").resolve("Local"))
          .resolve("SparseVD Studio");
    } else if (system.contains("mac")) {
      return home.resolve("Library/Application Support/SparseVD Studio");
    }
    return variable("XDG_DATA_HOME", environment)
        .orElse(home.resolve(".local").resolve("share"))
        .resolve("sparsevd-studio");
  }

  private static Optional<Path> variable(String name, UnaryOperator<String> environment) {
    return Optional.ofNullable(environment.apply(name))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }
}
