package org.sparsevd.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The jars that the program is shipped with, as the build listed them. */
final class Libraries {
  private Libraries() {}

  /** JavaFX once, as the jars of this platform; those beside them are empty. */
  static List<Path> jars() throws IOException {
    return Files.readAllLines(Path.of("target", "libraries.txt")).stream()
        .filter(line -> !line.isBlank())
        .map(Path::of)
        .filter(jar -> !isEmptyJavafx(jar.getFileName().toString()))
        .toList();
  }

  private static boolean isEmptyJavafx(String name) {
    return name.matches("javafx-[a-z]+-[0-9.]+\\.jar");
  }

  static String nameWithoutVersion(Path jar) {
    return jar.getFileName().toString().replaceFirst("-[0-9].*", "");
  }
}
