package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import tools.jackson.databind.JsonNode;

/** A program with a CSV file in its own folder of data sets. */
class TrainCsvTest {
  @TempDir private Path folder;
  private String classPath;

  @BeforeEach
  void install() throws IOException {
    Path classes = DatasetCatalog.defaultFolder().resolveSibling("target").resolve("classes");
    Path installed = folder.resolve("target").resolve("classes");
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.toList()) {
        Path copy = installed.resolve(classes.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, copy);
        }
      }
    }
    classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(place -> Path.of(place).equals(classes) ? installed.toString() : place)
            .collect(Collectors.joining(File.pathSeparator));
    Files.createDirectories(folder.resolve("datasets"));
    Files.writeString(folder.resolve("datasets").resolve("moons.csv"), moons());
  }

  /** Two classes that the first column tells apart and the second does not. */
  private static String moons() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("far,noise,label\n");
    for (int i = 0; i < 500; i++) {
      boolean near = random.nextBoolean();
      text.append(
          "%s,%s,%s\n"
              .formatted(
                  (near ? 100 : 300) + 20 * random.nextGaussian(),
                  random.nextGaussian(),
                  near ? "near" : "away"));
    }
    return text.toString();
  }

  private Terminal run(int code, String... arguments) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process child = ChildProgram.start(classPath, out, err, arguments);
    assertTrue(child.waitFor(120, TimeUnit.SECONDS));
    String errors =
        Files.readAllLines(err).stream()
            .filter(line -> !line.startsWith("WARNING: "))
            .collect(Collectors.joining("\n"));
    return new Terminal(child.exitValue(), Files.readString(out), errors).expect(code);
  }

  @Test
  void isTrainedEvaluatedByClassAndListedByItsName() throws Exception {
    Path place = folder.resolve("run");
    run(
        0,
        "train",
        "toy",
        "--epochs",
        "2",
        "--set",
        "dataset=moons",
        "--set",
        "preprocessing=paper",
        "--set",
        "validationSize=50",
        "--set",
        "learningRate=0.02",
        "--set",
        "batchSize=20",
        "--out",
        place.toString());
    Run run = RunFolder.open(place);
    assertEquals("moons", run.info().config().orElseThrow().dataset());
    assertEquals("moons", run.info().data().name());
    assertEquals(350, run.info().data().trainSize());
    assertEquals(50, run.info().data().validationSize());
    assertEquals(100, run.info().data().testSize());
    assertEquals(Optional.empty(), run.info().data().shape());
    assertEquals(2, run.info().layers().getFirst().inputs());
    assertEquals(2, run.latest().orElseThrow().epoch());
    assertTrue(run.latest().orElseThrow().testErrorPercent() < 5, "it learns");

    List<JsonNode> lines = run(0, "evaluate", place.toString(), "--classes", "--json").json();
    assertEquals(
        run.latest().orElseThrow().testErrorPercent(),
        lines.getFirst().path("testErrorPercent").doubleValue());
    assertEquals(
        List.of("away", "near"),
        lines.stream().skip(1).map(line -> line.path("class").asString()).toList());

    String settings = run(0, "settings").output();
    assertTrue(settings.contains("(one of mnist, toy, moons, or the name of another"), settings);
    String unknown =
        run(2, "train", "toy", "--set", "dataset=moon", "--out", folder.resolve("no") + "")
            .errors();
    assertEquals("sparsevd: Dataset 'moon': expected one of mnist, toy, moons.", unknown);

    Files.writeString(folder.resolve("datasets").resolve("moons.csv"), moons() + "1,2,near\n");
    String changed = run(0, "evaluate", place.toString()).errors();
    assertTrue(
        changed.startsWith("Note: moons is no longer what run was trained on: SHA-256 "), changed);
    assertTrue(changed.contains("then " + run.info().data().sha256()), changed);

    Path flat = folder.resolve("datasets").resolve("flat.csv");
    Files.writeString(
        flat, moons().replace(",", ",7,").replace("far,7,noise,7,", "far,a,noise,b,"));
    String note =
        run(
                0,
                "train",
                "toy",
                "--epochs",
                "1",
                "--set",
                "dataset=flat",
                "--set",
                "batchSize=20",
                "--out",
                folder.resolve("flat-run").toString())
            .errors();
    assertTrue(
        note.contains("Note: " + flat + ": 2 columns are the same in every training row (a, b);"),
        note);

    Files.writeString(folder.resolve("datasets").resolve("moons.csv"), "far,label\n1,a\nfar,b\n");
    String bad =
        run(2, "train", "toy", "--set", "dataset=moons", "--out", folder.resolve("no") + "")
            .errors();
    assertTrue(
        bad.endsWith("moons.csv, row 3: column far: expected a finite number, found far"), bad);
  }
}
