package org.sparsevd.ui.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/** Asks the user for a file or folder; an interface, for there are screens without choosers. */
public interface FileDialogs {
  /** A folder that exists; empty when the user gave up. */
  Optional<Path> openFolder(Window owner, String title);

  /** A file that exists; empty when the user gave up. */
  Optional<Path> openFile(Window owner, String title, FileKind kind);

  /** A file to write; empty when the user gave up. */
  Optional<Path> saveFile(Window owner, String title, String suggestedName, FileKind kind);

  /**
   * Files of one kind.
   *
   * @param description for people
   * @param patterns such as {@code *.png}
   */
  record FileKind(String description, List<String> patterns) {
    public FileKind {
      patterns = List.copyOf(patterns);
    }

    /** Pictures. */
    public static FileKind png(String description) {
      return new FileKind(description, List.of("*.png"));
    }

    /** Moving pictures. */
    public static FileKind gif(String description) {
      return new FileKind(description, List.of("*.gif"));
    }

    /** Settings. */
    public static FileKind json(String description) {
      return new FileKind(description, List.of("*.json"));
    }
  }
}
