package org.sparsevd.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LicencesTest {
  private static final Path FOLDER = Path.of("installer", "licenses");
  private static final String INDEX = "libraries.properties";

  @Test
  void everyLibraryThatIsShippedHasItsLicenceTexts() throws Exception {
    Properties texts = index();
    Set<String> shipped =
        Libraries.jars().stream()
            .map(Libraries::nameWithoutVersion)
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(shipped.size() > 40, shipped.toString());
    assertEquals(shipped, new TreeSet<>(texts.stringPropertyNames()));
    for (String library : shipped) {
      for (String file : files(texts, library)) {
        Path text = FOLDER.resolve(file);
        assertTrue(Files.isRegularFile(text), library + ": no text " + text);
        assertTrue(
            Files.readString(text).contains("opyright"), text + " does not look like a licence");
      }
    }
  }

  @Test
  void everyTextIsThereForALibrary() throws Exception {
    Properties texts = index();
    Set<String> used =
        texts.stringPropertyNames().stream()
            .flatMap(library -> files(texts, library).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    used.add(INDEX);
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertEquals(
          used,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static List<String> files(Properties texts, String library) {
    return List.of(texts.getProperty(library).split(" ", -1));
  }

  private static Properties index() throws Exception {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve(INDEX))) {
      texts.load(reader);
    }
    return texts;
  }
}
