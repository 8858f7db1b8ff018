package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code sparsevd datasets} as a user types it. */
class DatasetsCommandTest {
  @TempDir private Path folder;
  private Path store;
  private Path csv;

  @BeforeEach
  void write() throws IOException {
    store = folder.resolve("store");
    csv = folder.resolve("plants.csv");
    Files.writeString(csv, "height,pot,label\n" + "1,2,fern\n2,2,moss\n3,2,fern\n".repeat(10));
  }

  private Terminal datasets(String... arguments) {
    List<String> words = new ArrayList<>(List.of("datasets"));
    words.addAll(Arrays.asList(arguments));
    CommandLineProgram program =
        new CommandLineProgram(new RecordingStudio(Optional.empty()), "toy", folder, store);
    return Terminal.run(program, words.toArray(String[]::new));
  }

  private static Map<String, JsonNode> byName(Terminal terminal) {
    return terminal.json().stream()
        .collect(Collectors.toMap(each -> each.path("name").asString(), each -> each));
  }

  @Test
  void listsWhatComesAlongIsHereOrCanBeFetched() {
    datasets("import", csv.toString()).expect(0);
    String table = datasets().expect(0).output();
    assertEquals(table, datasets("list").expect(0).output());
    List<String> lines = table.lines().toList();
    assertTrue(
        lines.get(1).matches("mnist +comes along +10 +60,000 +10,000 .*CC BY-SA 3.0"), table);
    for (String row :
        List.of(
            "plants +here .*",
            "toy +computed",
            "fashion-mnist +can be fetched +10 +60,000 +10,000 +30.9 MB +MIT",
            "cifar-10 +can be fetched +10 +50,000 +10,000 +170.1 MB +see list cifar-10",
            "cifar-100 +can be fetched +100 +50,000 +10,000 .*")) {
      assertTrue(lines.stream().anyMatch(line -> line.matches(row)), row + "\n" + table);
    }
  }

  @Test
  void asJsonWhatNobodyKnowsIsNull() {
    datasets("import", csv.toString()).expect(0);
    Map<String, JsonNode> all = byName(datasets("--json").expect(0));
    assertEquals(60_000, all.get("mnist").path("trainSize").asInt());
    assertEquals(64, all.get("mnist").path("sha256").asString().length());
    assertEquals("fetchable", all.get("cifar-100").path("state").asString());
    assertTrue(all.get("plants").path("classes").isNull());
    assertTrue(all.get("plants").path("licence").isNull());
    assertEquals("stored", all.get("plants").path("state").asString());
  }

  @Test
  void tellsOfOneEverythingWithTheSamplesOfEachClass() {
    datasets("import", csv.toString()).expect(0);
    String told = datasets("list", "plants").expect(0).output();
    List<String> lines = told.lines().toList();
    assertTrue(told.contains("samples   24 to train on, 6 to test"), told);
    assertTrue(told.contains("licence   unknown"), told);
    assertTrue(told.contains("1 column is the same in every training row (pot)"), told);
    int[] counts = {0, 0};
    for (String row : lines.subList(lines.size() - 2, lines.size())) {
      String[] cells = row.strip().split(" +", -1);
      assertTrue(List.of("fern", "moss").contains(cells[0]), told);
      counts[0] += Integer.parseInt(cells[1]);
      counts[1] += Integer.parseInt(cells[2]);
    }
    assertEquals(List.of(24, 6), List.of(counts[0], counts[1]));
    JsonNode json = datasets("list", "plants", "--json").expect(0).json().getFirst();
    assertEquals(2, json.path("classes").asInt());
    assertEquals(24, json.path("trainSize").asInt());
    assertEquals(2, json.path("testCounts").size());
    String mnist = datasets("list", "mnist").expect(0).output();
    assertTrue(mnist.contains("28 × 28 grey images") && mnist.contains("5,923"), mnist);
    datasets("list", "plant")
        .expectError(2, "no data set \"plant\"; there are mnist, toy, plants, ");
  }

  @Test
  void ownDataIsImportedVerifiedAndDeleted() throws IOException {
    String imported = datasets("import", csv.toString(), "--name", "green").expect(0).output();
    assertTrue(
        imported.startsWith("green: 24 training and 6 test samples of 2 classes, SHA-256 "),
        imported);
    assertEquals(imported, datasets("verify", "green").expect(0).output());
    assertTrue(datasets("verify").expect(0).output().contains(imported));
    datasets("import", csv.toString(), "--name", "green").expectError(2, "green");
    Files.writeString(store.resolve("green.csv"), "height,pot,label\n1,2,fern\nx,2,moss\n");
    datasets("verify", "green")
        .expectError(2, "green.csv, row 3: column height: expected a finite number, found x");
    assertEquals("Deleted green.\n", datasets("delete", "green").expect(0).output());
    datasets("delete", "green").expectError(2, "green");
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "fetch", "import", "verify", "delete"})
  void everyCommandOfItHasHelp(String command) {
    String help = datasets(command, "--help").expect(0).output();
    assertTrue(help.startsWith("Usage: sparsevd datasets " + command), help);
    assertTrue(datasets(command, "--version").expect(0).output().startsWith("SparseVD Studio "));
  }

  @Test
  void namesThatFilesHaveAndRootsWithoutANameAreRefused() {
    assertRefused("without .csv", "import", csv.toString(), "--name", "x.csv");
    assertRefused("is there already", "import", csv.toString(), "--name", "MNIST");
    assertRefused(folder.getRoot().toString(), "import", folder.getRoot().toString());
  }

  @Test
  void badFilesLeaveNothing() throws IOException {
    Files.writeString(csv, "height,label\n1,fern\nNaN,moss\n");
    assertRefused(
        csv + ", row 3: column height: expected a finite number, found NaN",
        "import",
        csv.toString());
    String none = folder.resolve("none.csv").toString();
    assertRefused(none, "import", none);
    assertRefused(folder.toString(), "import", folder.toString(), "--name", "empty");
    assertRefused(folder.toString(), "fetch", "cifar-10", "--from", folder.toString());
    assertRefused("public data set", "import", csv.toString(), "--name", "cifar-10");
    datasets("fetch", "imagenet").expectError(2, "there are fashion-mnist, cifar-10, cifar-100");
    assertNothingLeft();
  }

  /** Below what was done until then one line says what is wrong. */
  private void assertRefused(String words, String... arguments) {
    String said = datasets(arguments).expect(2).errors();
    String last = said.lines().toList().getLast();
    assertTrue(last.startsWith("sparsevd: ") && last.contains(words), said);
    assertFalse(said.contains("Exception"), said);
  }

  private void assertNothingLeft() throws IOException {
    if (Files.exists(store)) {
      try (Stream<Path> left = Files.walk(store)) {
        List<Path> files = left.filter(Files::isRegularFile).toList();
        assertFalse(
            files.stream().anyMatch(file -> !file.toString().endsWith(".lock")), "" + files);
      }
    }
  }
}
