package org.sparsevd.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.Locales;
import org.sparsevd.run.RunBytes;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.compact.CompactFile;
import org.sparsevd.train.InvalidConfigException;

/** Files and {@code --json} do not depend on the language of the machine: byte for byte. */
class LocaleFilesTest {
  private static final Path RUN = Path.of("assets", "runs", "lenet-300-100-s1");
  private static final int EPOCHS = 3;

  @TempDir private static Path folder;
  private static SortedMap<String, byte[]> exported;
  private static Path trained;

  @BeforeAll
  static void underTheRootLocale() throws IOException {
    try (Locales _ = new Locales("und")) {
      exported = export(folder.resolve("und"));
      trained = train(folder.resolve("und-run"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "fr-FR", "ar", "ar-EG", "tr-TR", "hi-IN"})
  void whatCommandsWriteIsTheSameUnderEveryLocale(String tag) throws IOException {
    try (Locales _ = new Locales(tag)) {
      SortedMap<String, byte[]> here = export(folder.resolve(tag));
      assertEquals(exported.keySet(), here.keySet());
      here.forEach(
          (name, bytes) -> assertIterableEquals(lines(exported.get(name)), lines(bytes), name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "fr-FR", "ar-EG", "tr-TR"})
  void aRunTrainedUnderAnyLocaleIsTheSameRun(String tag) throws IOException {
    try (Locales _ = new Locales(tag)) {
      Path here = train(folder.resolve(tag + "-run"));
      assertEquals(RunBytes.epochs(trained, EPOCHS), RunBytes.epochs(here, EPOCHS));
      SortedMap<String, byte[]> expected = files(trained);
      SortedMap<String, byte[]> actual = files(here);
      assertEquals(expected.keySet(), actual.keySet());
      actual.forEach((name, bytes) -> assertArrayEquals(expected.get(name), bytes, name));
      Terminal.run("resume", here.toString(), "--epochs", "4").expect(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet-300-100-s1", "lenet-5-s1"})
  void aCompactFileWrittenInArabicIsReadAnywhere(String sample) throws IOException {
    Path run = RUN.resolveSibling(sample);
    List<byte[]> files = new ArrayList<>();
    for (String tag : List.of("und", "ar-EG")) {
      Path file = folder.resolve(sample + tag + ".safetensors");
      try (Locales _ = new Locales(tag)) {
        Terminal.run("compact", run.toString(), "--out", file.toString()).expect(0);
        assertEquals(28, CompactFile.read(file).model().input().height());
      }
      files.add(Files.readAllBytes(file));
    }
    assertArrayEquals(files.getFirst(), files.getLast());
  }

  @Test
  void tablesOfTheTerminalAreForPeopleAndFollowTheLocale() {
    try (Locales _ = new Locales("de-DE")) {
      String table = Terminal.run("evaluate", RUN.toString()).expect(0).output();
      assertTrue(table.contains("1,76"), table);
      String json = Terminal.run("evaluate", RUN.toString(), "--json").expect(0).output();
      assertTrue(json.contains(":1.76"), json);
    }
  }

  /** Everything that writes numbers, but for times: into a folder and, as JSON, into memory. */
  private static SortedMap<String, byte[]> export(Path to) throws IOException {
    Files.createDirectories(to);
    Path first = fixture(to, "first", 0);
    Path second = fixture(to, "second", 1234.5);
    run(to, "compare", first, second, "--html", "c.html", "--csv", "c.csv");
    run(to, "export", RUN, "--onnx", "m.onnx");
    run(to, "export", RUN, "--safetensors", "p.safetensors");
    run(to, "export", RUN, "--tensorboard", "logs");
    SortedMap<String, byte[]> files = files(to);
    for (List<String> command :
        List.of(
            List.of("evaluate", RUN.toString(), "--json"),
            List.of("evaluate", RUN.toString(), "--classes", "--json"),
            List.of("compare", first.toString(), second.toString(), "--json"),
            List.of("runs", "--in", RUN.getParent().toString(), "--json"),
            List.of("settings"))) {
      String output = Terminal.run(command.toArray(String[]::new)).expect(0).output();
      byte[] words = output.replace(to.toString(), "").getBytes(UTF_8);
      files.put(command.getFirst() + command.size(), words);
    }
    return files;
  }

  private static Path fixture(Path to, String name, double shift) throws IOException {
    try {
      List<Integer> widths = List.of(784, 300, 100, 10);
      return RunFixtures.write(to.resolve(name), "lenet-300-100", widths, shift);
    } catch (InvalidConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static void run(Path to, String command, Object... arguments) {
    Stream<String> words =
        Stream.of(arguments)
            .map(Object::toString)
            .map(word -> word.matches("[a-z]\\.[a-z]+|logs") ? to.resolve(word).toString() : word);
    Terminal.run(Stream.concat(Stream.of(command), words).toArray(String[]::new)).expect(0);
  }

  private static Path train(Path to) {
    Terminal.run(
            "train",
            "toy",
            "--epochs",
            Integer.toString(EPOCHS),
            "--out",
            to.toString(),
            "--set",
            "learningRate=0.002")
        .expect(0);
    return to;
  }

  /** Bytes by lines, so that a difference tells where it is. */
  private static List<String> lines(byte[] bytes) {
    return List.of(new String(bytes, ISO_8859_1).split("\n", -1));
  }

  /** The files of a folder but for those that tell times. */
  private static SortedMap<String, byte[]> files(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!List.of("run.json", "epochs.csv", "provenance.json").contains(name)) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }
}
