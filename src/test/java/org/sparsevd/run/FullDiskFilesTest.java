package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.chart.Chart;
import org.sparsevd.chart.ChartPicture;
import org.sparsevd.chart.ChartSvg;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.ComparisonPicture;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.chart.KlChart;
import org.sparsevd.chart.MaskFilm;
import org.sparsevd.chart.MaskOptions;
import org.sparsevd.chart.MaskScene;
import org.sparsevd.chart.RunWeights;
import org.sparsevd.cli.ChildProgram;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.archive.ArchiveReader;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.run.compact.CompactFile;
import org.sparsevd.run.compact.CompactReport;
import org.sparsevd.run.compare.Comparison;
import org.sparsevd.run.export.OnnxExport;
import org.sparsevd.run.export.TensorBoardEvents;

/** Everything that is saved, on a disk with no room: an error, and all that was there as it was. */
final class FullDiskFilesTest {
  @TempDir private Path parent;
  private final FaultyDisk faulty = new FaultyDisk();
  private Path run;
  private Path archive;

  /** Writes into a folder. */
  @FunctionalInterface
  private interface Saving {
    void into(Path folder) throws Exception;
  }

  @BeforeEach
  void train() throws Exception {
    run = RecordedRun.train(parent.resolve("run"), RecordedRun.toy("epochs=2"), 1).folder();
    archive = RunArchive.write(run, parent.resolve("run.sparsevd"), RunArchive.Contents.ALL).file();
  }

  @AfterEach
  void mend() {
    faulty.set(FaultyDisk.Fault.NONE);
  }

  /** Each way to save something, by name; those that replace a file find one there. */
  private Map<String, Saving> savings() {
    Chart chart = new KlChart();
    Map<String, Saving> all = new LinkedHashMap<>();
    all.put("notes", to -> new RunNotes("new", List.of()).writeOver(old(), to.resolve("run")));
    all.put("cuts", to -> NamedCuts.save(to.resolve("run"), EditingProgram.cut("new")));
    all.put(
        "pins",
        to ->
            new Run(to.resolve("run"), RunFolder.open(run).info())
                .pinned()
                .pin(new PinnedWeights.Pin("fc1", 1), 0, Optional.empty()));
    all.put("archive", to -> RunArchive.write(run, to.resolve("a"), RunArchive.Contents.ALL));
    all.put("import", to -> ArchiveReader.read(archive, to.resolve("runs")));
    all.put("thin", to -> ThinnedRun.write(run, to.resolve("thinned"), 0, true));
    all.put("png", to -> ChartPicture.save(chart, 400, 300, to.resolve("chart.png")));
    all.put("svg", to -> ChartSvg.save(chart, 400, 300, to.resolve("chart.svg")));
    all.put("csv", to -> AtomicFiles.write(to.resolve("chart.csv"), chart.data().csv() + "more"));
    all.put(
        "tensorboard", to -> TensorBoardEvents.write(RunFolder.open(run), to.resolve("events")));
    all.put("onnx", to -> OnnxExport.write(network(), to.resolve("net.onnx")));
    all.put("safetensors", to -> PrunedWeightsFile.write(network(), to.resolve("net.safetensors")));
    all.put(
        "compact file",
        to -> {
          PrunedNetwork network = network();
          CompactFile.of(CompactReport.model(network), network).write(to.resolve("compact"));
        });
    all.put("film", to -> film(to.resolve("masks.gif")));
    all.put(
        "comparison",
        to -> {
          Run opened = RunFolder.open(run);
          ComparisonPicture.save(
              ComparisonView.of(Comparison.of(List.of(opened, opened))),
              List.of(RunWeights.of(EpochWeights.upTo(opened, 2))),
              ChartTheme.DARK,
              to.resolve("comparison.png"));
        });
    all.put("settings", to -> new LibraryFolder(to.resolve("home")).choose(to));
    return all;
  }

  private static RunNotes old() {
    return new RunNotes("old", List.of("tag"));
  }

  private PrunedNetwork network() throws Exception {
    Run opened = RunFolder.open(run);
    Dataset data =
        new LoadedData(DatasetCatalog.current()).of(opened.info().config().orElseThrow());
    return PrunedNetwork.of(opened, data, Cut.at(0.5));
  }

  private void film(Path file) throws Exception {
    Run opened = RunFolder.open(run);
    EpochHistory last = opened.history(2).orElseThrow();
    MaskScene.Room room = new MaskScene.Room(300, 200, ChartTheme.DARK, 1);
    MaskOptions options = MaskOptions.standard();
    MaskScene scene =
        MaskScene.of(
            2, last.layers(), opened.info().data().shape(), options, room, Optional.empty());
    MaskFilm.write(
        opened, scene, options, room, EpochHistory::layers, file, done -> {}, () -> false);
  }

  /** What is there before the disk is full. */
  private static void prepare(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("runs"));
    Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(folder.resolve("events"));
    Files.createDirectories(folder.resolve("run"));
    old().write(folder.resolve("run"));
    NamedCuts.save(folder.resolve("run"), EditingProgram.cut("old"));
    for (String name : List.of("chart.png", "chart.svg", "chart.csv", "home/settings.json")) {
      Files.writeString(folder.resolve(name), "mine: " + name);
    }
  }

  @Test
  void nothingIsHalfSavedOrLostOnARealFullDisk() throws Exception {
    try (SmallDisk disk = SmallDisk.mountIn(parent)) {
      Path folder = disk.folder();
      prepare(folder);
      disk.fill();
      assertNothingSaved(folder, folder);
    }
  }

  @Test
  void nothingIsHalfSavedOrLostOnAFullDisk() throws Exception {
    Path folder = Files.createDirectory(parent.resolve("disk"));
    prepare(folder);
    faulty.set(FaultyDisk.Fault.FULL);
    assertNothingSaved(folder, faulty.path(folder));
  }

  private void assertNothingSaved(Path folder, Path seen) throws Exception {
    Map<String, byte[]> before = content(folder);
    for (Map.Entry<String, Saving> saving : savings().entrySet()) {
      IOException e =
          assertThrows(IOException.class, () -> saving.getValue().into(seen), saving.getKey());
      String said = FileProblem.sentence(e);
      assertEquals(1, said.lines().count(), said);
      assertTrue(said.contains("disk is full") || said.contains("No space left"), said);
      assertTrue(said.contains(folder.toString()), saving.getKey() + ": " + said);
      Map<String, byte[]> after = content(folder);
      assertEquals(before.keySet(), after.keySet(), saving.getKey());
      before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
    }
  }

  private static Map<String, byte[]> content(Path folder) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = folder.relativize(file).toString();
        boolean counts = !name.endsWith("filler.bin") && !name.endsWith("edit.lock");
        if (counts) {
          all.put(name, Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file));
        }
      }
    }
    return all;
  }

  @Test
  void theCommandLineSaysItInOneSentenceAndResumesOnceThereIsRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mountIn(parent)) {
      Path out = disk.folder().resolve("run");
      Path errors = parent.resolve("errors.txt");
      Path output = parent.resolve("output.txt");
      Process child =
          ChildProgram.start(
              output, errors, "train", "toy", "--epochs", "3000", "--out", out.toString());
      assertEquals(1, child.waitFor(), () -> read(errors)); // 3000 epochs need more than 3 MB
      assertEquals(
          List.of(
              "sparsevd: training failed: the run could not be written to "
                  + out
                  + ": the disk is full"),
          sentences(errors));
      int reached = RunFolder.open(out).latest().orElseThrow().epoch();
      assertTrue(reached > 10);
      Path roomy = parent.resolve("roomy");
      Files.createDirectory(roomy);
      RunFiles.copyReadable(out, roomy);
      Files.copy(out.resolve(CheckpointFile.NAME), roomy.resolve(CheckpointFile.NAME));
      child =
          ChildProgram.start(
              output, errors, "resume", roomy.toString(), "--epochs", "" + (reached + 2));
      assertEquals(0, child.waitFor(), () -> read(errors));
      assertEquals(reached + 2, RunFolder.open(roomy).latest().orElseThrow().epoch());
      disk.fill();
      Path none = disk.folder().resolve("none");
      child = ChildProgram.start(output, errors, "train", "toy", "--out", none.toString());
      assertEquals(1, child.waitFor(), () -> read(errors));
      assertEquals(
          List.of("sparsevd: " + none.resolve("run.json") + ": the disk is full"),
          sentences(errors));
      assertFalse(Files.exists(none), "no empty run is left");
    }
  }

  private static List<String> sentences(Path errors) {
    return read(errors).lines().filter(line -> line.startsWith("sparsevd:")).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      return text.toString();
    }
  }
}
