package org.sparsevd.run.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.RecordedRun;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;

class RunArchiveTest {
  private static final String MANIFEST = "manifest.json";

  @TempDir private static Path shared;
  private static Path source;
  private static Path whole;

  @TempDir private Path folder;
  private Path runs;

  @BeforeAll
  static void train() throws Exception {
    source = shared.resolve("toy run");
    RecordedRun.train(source, RecordedRun.toy("epochs=3", "hiddenLayers=3"), 1);
    Files.writeString(source.resolve("dashboard.png"), "a picture that somebody put there");
    whole =
        RunArchive.write(source, shared.resolve("toy.sparsevd"), RunArchive.Contents.ALL).file();
  }

  @BeforeEach
  void makeLibrary() {
    runs = folder.resolve("runs");
  }

  @Test
  void whatIsImportedIsTheRunThatWasExportedByteForByte() throws Exception {
    Path imported = ArchiveReader.read(whole, runs);
    assertEquals(runs.resolve("toy run"), imported);
    assertEquals(
        Set.of(
            "epochs.csv",
            "histograms.csv",
            "history/epoch-00000.npz",
            "history/epoch-00001.npz",
            "history/epoch-00002.npz",
            "history/epoch-00003.npz",
            "run.json",
            "weights.safetensors"),
        files(imported));
    for (String name : files(imported)) {
      assertArrayEquals(
          Files.readAllBytes(source.resolve(name)), Files.readAllBytes(imported.resolve(name)));
    }
    assertEquals(Set.of("toy run"), Set.copyOf(names(runs)), "nothing else is left");
  }

  @Test
  void nothingThereIsOverwrittenByAnImportOrAnExport() throws Exception {
    Path first = ArchiveReader.read(whole, runs);
    Files.writeString(first.resolve("run.json"), "mine");
    assertEquals(runs.resolve("toy run-2"), ArchiveReader.read(whole, runs));
    assertEquals(runs.resolve("toy run-3"), ArchiveReader.read(whole, runs));
    assertEquals("mine", Files.readString(first.resolve("run.json")));

    Path taken = Files.writeString(folder.resolve("taken.sparsevd"), "mine");
    InvalidRunException e =
        assertThrows(
            InvalidRunException.class,
            () -> RunArchive.write(source, taken, RunArchive.Contents.ALL));
    assertEquals(taken + ": is there already; a new file is expected", e.getMessage());
    assertEquals("mine", Files.readString(taken));
  }

  @Test
  void historyAndWeightsAreOptional() throws Exception {
    Path light = folder.resolve("light.sparsevd");
    RunArchive packed = RunArchive.write(source, light, new RunArchive.Contents(false, false));
    assertEquals(3, packed.files());
    assertEquals(Files.size(light), packed.bytes());
    assertTrue(packed.bytes() < Files.size(whole) / 2);
    Path imported = ArchiveReader.read(light, runs);
    assertEquals(Set.of("epochs.csv", "histograms.csv", "run.json"), files(imported));
    Run run = RunFolder.open(imported);
    assertEquals(RunFolder.open(source).epochs(), run.epochs());
    assertTrue(run.weights().isEmpty());
    assertFalse(run.hasHistory(3));
  }

  @Test
  void theSameRunGivesTheSameBytes() throws Exception {
    Path again =
        RunArchive.write(source, folder.resolve("again.sparsevd"), RunArchive.Contents.ALL).file();
    assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(again));
    assertEquals(List.of("again.sparsevd"), names(folder), "nothing half-written is left");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamed() throws Exception {
    Path nowhere = folder.resolve("missing/run.sparsevd");
    InvalidRunException e =
        assertThrows(
            InvalidRunException.class,
            () -> RunArchive.write(source, nowhere, RunArchive.Contents.ALL));
    assertEquals(nowhere + ": cannot be written: the folder is not there", e.getMessage());

    Path inTheWay = Files.writeString(folder.resolve("file"), "");
    e = assertThrows(InvalidRunException.class, () -> ArchiveReader.read(whole, inTheWay));
    assertTrue(e.getMessage().startsWith(inTheWay + ": no run can be put there: "), e.getMessage());
  }

  @Test
  void aDamagedRunIsNotPackedForNobodyCouldImportIt() throws Exception {
    Path damaged = ArchiveReader.read(whole, runs);
    for (String name : List.of("notes.json", "history/epoch-00002.npz")) {
      Path file = damaged.resolve(name);
      byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      Files.writeString(file, "damage");
      InvalidRunException e =
          assertThrows(
              InvalidRunException.class,
              () ->
                  RunArchive.write(
                      damaged, folder.resolve("damaged.sparsevd"), RunArchive.Contents.ALL));
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      assertFalse(Files.exists(folder.resolve("damaged.sparsevd")));
      if (before.length == 0) {
        Files.delete(file);
      } else {
        RunArchive.write(
            damaged, folder.resolve("light.sparsevd"), new RunArchive.Contents(false, true));
        Files.write(file, before);
      }
    }
    RunArchive.write(damaged, folder.resolve("mended.sparsevd"), RunArchive.Contents.ALL);
  }

  // ---- Hostile and broken archives ----

  @Test
  void whatIsNoArchiveIsRefusedInOneSentence() throws Exception {
    refuse(Files.writeString(folder.resolve("a.sparsevd"), "no zip"), "not an exported run");
    refuse(Files.writeString(folder.resolve("b.sparsevd"), ""), "not an exported run");
    refuse(folder.resolve("c.sparsevd"), "no such file");
    refuse(zip(Map.of("readme.txt", bytes("hello"))), "it has no manifest.json");
    refuse(zip(Map.of(MANIFEST, bytes("[1, 2"))), "manifest.json is not JSON");
    refuse(zip(Map.of(MANIFEST, bytes("{}"))), "manifest.json is not that of a run");
    refuse(
        changed(files -> replace(files, "\"formatVersion\" : 1", "\"formatVersion\" : 2")),
        "its formatVersion 2 is newer than this program, which reads up to 1");
  }

  @Test
  void everyCutAndEveryFlippedByteIsNoticed() throws Exception {
    byte[] good = Files.readAllBytes(whole);
    Random random = new Random(5);
    for (int i = 0; i < 150; i++) {
      byte[] bad = good.clone();
      if (i % 3 == 0) {
        bad = java.util.Arrays.copyOf(bad, random.nextInt(bad.length));
      } else {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path file = Files.write(folder.resolve("bad.sparsevd"), bad);
      try {
        Path imported = ArchiveReader.read(file, runs);
        // A bit that says nothing of the contents, such as an entry's date: the run is whole.
        for (String name : files(imported)) {
          assertArrayEquals(
              Files.readAllBytes(source.resolve(name)), Files.readAllBytes(imported.resolve(name)));
        }
        delete(imported);
      } catch (InvalidRunException e) {
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
      assertEquals(List.of(), Files.exists(runs) ? names(runs) : List.of());
    }
  }

  @Test
  void namesThatLeadElsewhereAreRefused() throws Exception {
    for (String name :
        List.of(
            "../run.json",
            "/etc/passwd",
            "history/../../x.npz",
            "history/epoch-1.npz",
            "..\\run.json",
            "run.json/",
            "checkpoint.safetensors",
            "history/epoch-00001.npz\n")) {
      refuse(
          changed(files -> replace(files, "\"epochs.csv\"", quoted(name))), "a run has no file \"");
    }
    assertFalse(Files.exists(folder.resolve("run.json")));
    refuse(
        changed(files -> files.put("../evil.txt", bytes("x"))),
        "\"../evil.txt\" is not in its manifest");
    // The run's own name is no way out either.
    Path named = changed(files -> replace(files, "\"toy run\"", "\"../../a/b\""));
    assertEquals(runs.resolve("_.._a_b"), ArchiveReader.read(named, runs));
  }

  @Test
  void filesAreAsTheManifestSays() throws Exception {
    refuse(
        changed(files -> files.put("epochs.csv", bytes("x"))),
        "epochs.csv is shorter than its manifest says");
    refuse(
        changed(files -> files.put("epochs.csv", new byte[1 << 20])),
        "epochs.csv is longer than its manifest says");
    refuse(
        changed(files -> files.get("histograms.csv")[0] ^= 1),
        "histograms.csv is not what was packed: its SHA-256 differs");
    refuse(changed(files -> files.remove("histograms.csv")), "histograms.csv is missing");
    refuse(
        changed(files -> replace(files, "\"histograms.csv\"", "\"weights.safetensors\"")),
        "weights.safetensors is listed twice");
    refuse(changed(files -> replace(files, "epochs.csv", "cuts.json")), "it has no epochs.csv");
  }

  @Test
  void zipBombsAreNotUnpacked() throws Exception {
    byte[] zeros = new byte[200_000_000];
    Path bomb = changed(files -> put(files, "histograms.csv", zeros));
    assertTrue(Files.size(bomb) < 1_000_000);
    refuse(bomb, "it would unpack to more than 100 times its size");
    // One that lies about its size is cut off where that ends.
    refuse(
        changed(files -> files.put("histograms.csv", zeros)),
        "histograms.csv is longer than its manifest says");
    refuse(
        changed(files -> replace(files, "\"bytes\" : ", "\"bytes\" : 99999999999")),
        "its files are larger than those of any run");
  }

  @Test
  void aRunThatCannotBeReadIsNotKept() throws Exception {
    refuse(
        changed(files -> put(files, "run.json", bytes("{\"formatVersion\": 99}"))),
        "run.json: formatVersion 99 is newer");
    refuse(changed(files -> put(files, "epochs.csv", bytes("epoch\nmany\n"))), "epochs.csv: ");
    refuse(
        changed(files -> put(files, "history/epoch-00002.npz", bytes("no array"))),
        "history/epoch-00002.npz: not a history file of this run");
    refuse(
        changed(files -> put(files, "weights.safetensors", bytes("no tensor"))),
        "weights.safetensors: ");
  }

  private void refuse(Path file, String why) {
    InvalidRunException e =
        assertThrows(InvalidRunException.class, () -> ArchiveReader.read(file, runs), why);
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    assertFalse(e.getMessage().contains(".import-"), e.getMessage());
    try {
      assertEquals(List.of(), Files.exists(runs) ? names(runs) : List.of(), why);
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  /** The archive with its files changed by {@code change}; their digests stay as they were. */
  private Path changed(Consumer<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(whole.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    change.accept(files);
    return zip(files);
  }

  private Path zip(Map<String, byte[]> files) throws IOException {
    Path file = Files.createTempFile(folder, "bad", ".sparsevd");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  /** Replaces a file, and what the manifest says of it. */
  private static void put(Map<String, byte[]> files, String name, byte[] content) {
    byte[] before = files.put(name, content);
    replace(files, sha256(before), sha256(content));
    String manifest = new String(files.get(MANIFEST), StandardCharsets.UTF_8);
    int at = manifest.indexOf(sha256(content));
    int from = manifest.lastIndexOf("\"bytes\"", at);
    String rest = manifest.substring(from).replaceFirst("[0-9]+", "" + content.length);
    files.put(MANIFEST, bytes(manifest.substring(0, from) + rest));
  }

  private static void replace(Map<String, byte[]> files, String from, String to) {
    String manifest = new String(files.get(MANIFEST), StandardCharsets.UTF_8);
    assertTrue(manifest.contains(from), from);
    files.put(MANIFEST, bytes(manifest.replace(from, to)));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\n", "\\n") + "\"";
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Set<String> files(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      Set<String> names = new TreeSet<>();
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        names.add(run.relativize(each).toString().replace('\\', '/'));
      }
      return names;
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return new ArrayList<>(all.map(each -> each.getFileName().toString()).sorted().toList());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
