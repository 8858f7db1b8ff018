package org.sparsevd.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.MeasuredError;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.LibraryFolder;
import org.sparsevd.run.NamedCut;
import org.sparsevd.run.NamedCuts;
import org.sparsevd.run.RecordedRun;
import org.sparsevd.run.RunFiles;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.RunNotes;
import org.sparsevd.run.RunParsers;
import org.sparsevd.run.RunProvenance;
import org.sparsevd.run.Split;
import org.sparsevd.train.ConfigJson;
import org.sparsevd.train.InvalidConfigException;

/** The files of a run's folder, each by its own parser and all as a run. */
class RunFuzzTest {
  private static final String HISTORY = "history/epoch-00002.npz";

  @TempDir private static Path parent;
  private static Path whole;
  private static List<RunInfo.Layer> layers;

  @TempDir private Path folder;

  @BeforeAll
  static void record() throws Exception {
    whole = parent.resolve("run");
    RecordedRun.train(whole, RecordedRun.toy("epochs=2", "hiddenLayers=2"), 1);
    layers = RunFolder.open(whole).info().layers();
  }

  @BeforeEach
  void copy() throws IOException {
    Files.createDirectories(folder.resolve("history"));
    for (String name : new String[] {"run.json", "epochs.csv", "histograms.csv"}) {
      Files.copy(whole.resolve(name), folder.resolve(name));
    }
  }

  private static String text(String name) throws IOException {
    return Files.readString(whole.resolve(name));
  }

  private Fuzzer fuzzer(String name, Fuzzer.FileParser parser) {
    return named(name, name, parser);
  }

  private Fuzzer named(String name, String file, Fuzzer.FileParser parser) {
    return Fuzzer.ofFile(name, folder.resolve(file), parser, InvalidRunException.class);
  }

  @Test
  void runJson() throws Exception {
    fuzzer("run.json", file -> RunParsers.runJson(folder))
        .allocating(128, 1 << 20)
        .run(Source.text(text("run.json")));
  }

  @Test
  void provenance() throws Exception {
    String json = text("run.json");
    String provenance = "{" + json.substring(json.indexOf("\"provenance\""));
    named("provenance", "run.json", file -> RunProvenance.read(folder))
        .allocating(256, 1 << 21)
        .run(Source.text(provenance));
  }

  @Test
  void config() throws Exception {
    Fuzzer.ofBytes(
            "config",
            bytes -> ConfigJson.parse(new String(bytes, UTF_8)),
            InvalidConfigException.class)
        .allocating(128, 1 << 20)
        .run(
            Source.text(
                ConfigJson.write(RecordedRun.toy()),
                "{\"hiddenLayers\": \"20@5x5/2same-pool2-50@3x3-500\", \"epochs\": 3}"));
  }

  @Test
  void notes() throws Exception {
    RunNotes notes = new RunNotes("Seems too \"good\".\nAgain with seed 2?", List.of("mnist", "λ"));
    notes.write(folder);
    fuzzer("notes.json", file -> RunNotes.read(folder))
        .run(Source.text(Files.readString(folder.resolve("notes.json"))));
  }

  @Test
  void namedCuts() throws Exception {
    for (String name : List.of("first", "second")) {
      NamedCuts.save(
          folder,
          new NamedCut(
              name,
              new Cut(2.5, Map.of("fc1", 1.5)),
              2,
              true,
              Split.VALIDATION,
              new MeasuredError(3.25, 200),
              70,
              204,
              Instant.parse("2026-11-23T12:00:00Z")));
    }
    fuzzer("cuts.json", file -> NamedCuts.read(folder))
        .run(Source.text(Files.readString(folder.resolve("cuts.json"))));
  }

  @Test
  void settings() throws Exception {
    Logger log = Logger.getLogger(LibraryFolder.class.getName());
    log.setLevel(Level.OFF); // it tells of every file it does not use
    try {
      LibraryFolder library = new LibraryFolder(folder);
      library.choose(folder.resolve("runs"));
      fuzzer("settings.json", file -> library.current())
          .neverRefusing()
          .run(Source.text(Files.readString(folder.resolve("settings.json"))));
    } finally {
      log.setLevel(null);
    }
  }

  @Test
  void epochs() throws Exception {
    fuzzer("epochs.csv", file -> RunParsers.epochs(folder))
        .run(Source.text(text("epochs.csv"), "epoch\n0\n1\n", "epoch,compression,\n1,2,3\n"));
  }

  @Test
  void histograms() throws Exception {
    fuzzer("histograms.csv", file -> RunParsers.histograms(folder))
        .run(Source.text(text("histograms.csv")));
  }

  @Test
  void pinnedWeights() throws Exception {
    fuzzer("pinned.csv", file -> RunParsers.pinned(folder, layers))
        .run(
            Source.text(
                """
                layer,input,output,epoch,theta,logSigma2
                fc1,99,1,0,0.25,-8
                fc1,99,1,1,0.3,
                fc2,0,0,,,
                """));
  }

  @Test
  void history() throws Exception {
    named("history", HISTORY, file -> RunParsers.history(folder, 2, layers))
        .allocating(64, 1 << 20)
        .run(Zips.npz(Files.readAllBytes(whole.resolve(HISTORY))));
  }

  @Test
  void wholeRuns() throws Exception {
    for (String name : new String[] {"run.json", "weights.safetensors", HISTORY}) {
      Files.deleteIfExists(folder.resolve(name));
      Files.copy(whole.resolve(name), folder.resolve(name));
    }
    named("whole run", "run.json", file -> RunFiles.check(folder))
        .allocating(512, 1 << 22)
        .run(Source.text(text("run.json")));
  }
}
