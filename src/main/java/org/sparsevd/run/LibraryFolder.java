package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.sparsevd.data.UserFolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of the user's runs: the one that was chosen, or else one in the platform's place for
 * user data. The choice is kept there too, in {@code settings.json}, and holds for window and
 * command line.
 *
 * @param home the program's own folder for user data
 */
public record LibraryFolder(Path home) {
  private static final System.Logger LOG = System.getLogger(LibraryFolder.class.getName());
  private static final String FILE = "settings.json";
  private static final String KEY = "runsFolder";

  /** Of this user on this machine. */
  public static LibraryFolder ofUser() {
    return new LibraryFolder(UserFolder.current());
  }

  /** Where the runs are. */
  public Path current() {
    return chosen().orElse(standard());
  }

  /** Where they are as long as nobody has chosen. */
  public Path standard() {
    return home.resolve("runs");
  }

  private Optional<Path> chosen() {
    Path file = home.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode node = JsonMapper.shared().readTree(WholeFile.text(file)).path(KEY);
      String path = node.isString() ? node.asString() : "";
      return path.isBlank() ? Optional.empty() : Optional.of(Path.of(path));
    } catch (IOException | JacksonException | InvalidPathException e) {
      // Runs are better in the usual place than nowhere.
      LOG.log(System.Logger.Level.WARNING, file + ": not used, " + e.getMessage(), e);
      return Optional.empty();
    }
  }

  /**
   * Keeps the runs in {@code folder} from now on; those there are stay where they are.
   *
   * @throws IOException when the choice cannot be written
   */
  public void choose(Path folder) throws IOException {
    Files.createDirectories(home);
    String json =
        JsonMapper.shared()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(
                JsonMapper.shared()
                    .createObjectNode()
                    .put(KEY, folder.toAbsolutePath().normalize().toString()));
    AtomicFiles.write(home.resolve(FILE), json + System.lineSeparator());
  }
}
