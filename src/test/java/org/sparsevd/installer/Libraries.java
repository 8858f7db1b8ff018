package org.sparsevd.installer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars that the program is shipped with, as the build listed them. */
final class Libraries {
  private Libraries() {}

  /** JavaFX once, as the jars of this platform; those beside them are empty. */
  static List<Path> jars() throws IOException {
    String classPath = Files.readString(Path.of("target", "libraries.txt")).strip();
    return Stream.of(classPath.split(File.pathSeparator, -1))
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
