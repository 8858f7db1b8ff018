package org.sparsevd.ui.learn;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.OneLine;

/**
 * The lessons that come with the program: a Markdown file each, in the order of their names.
 *
 * @param folder need not be there
 */
public record LessonFolder(Path folder) {
  /** {@code assets/lessons} beside the data sets. */
  public static LessonFolder ofProgram() {
    return new LessonFolder(
        DatasetCatalog.defaultFolder().resolveSibling("assets").resolve("lessons").normalize());
  }

  /**
   * Reads all lessons.
   *
   * @throws IOException naming the file, when one can't be read or is no lesson
   */
  public List<Lesson> lessons() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Lesson> lessons = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
        try {
          lessons.add(LessonFile.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
          throw new IOException(file + ": not a lesson: " + OneLine.of(e.getMessage()), e);
        } catch (CharacterCodingException e) {
          throw new IOException(file + ": not a lesson: expected a text file in UTF-8", e);
        }
      }
    }
    return lessons;
  }
}
