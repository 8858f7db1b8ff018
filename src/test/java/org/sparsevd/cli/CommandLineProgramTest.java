package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsevd.run.ProgramVersion;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Setting;
import tools.jackson.databind.JsonNode;

class CommandLineProgramTest {
  @TempDir private Path folder;

  @Test
  void withoutACommandTheStudioOpens() {
    RecordingStudio studio = new RecordingStudio(Optional.empty());
    Terminal.run(new CommandLineProgram(studio)).expect(0);
    assertEquals(List.of("open nothing"), studio.calls);
  }

  @Test
  void withoutAWindowItSaysSoTrainsInTheTerminalAndDrawsTheDashboard() throws Exception {
    RecordingStudio studio = new RecordingStudio(Optional.of("no display"));
    Path runs = folder.resolve("runs");
    Terminal terminal = Terminal.run(new CommandLineProgram(studio, "toy", runs, folder)).expect(0);
    Path run;
    try (Stream<Path> made = Files.list(runs)) {
      run = made.findFirst().orElseThrow();
    }
    assertEquals(List.of("draw " + run.getFileName() + " at epoch 60"), studio.calls);
    List<String> errors = terminal.errors().lines().toList();
    assertEquals(1, errors.size(), terminal.errors());
    assertTrue(errors.getFirst().contains("(no display)"), terminal.errors());
    assertTrue(terminal.output().contains("Run: " + run), terminal.output());
    assertTrue(
        terminal.output().contains("Dashboard: " + run.resolve("dashboard.png")),
        terminal.output());
    assertEquals(60, RunFolder.open(run).latest().orElseThrow().epoch());
  }

  @Test
  void studioOpensARunOrSaysWhyItCannot() throws Exception {
    Path run = Path.of(CommandLineProgramTest.class.getResource("/golden/run-v1").toURI());
    RecordingStudio studio = new RecordingStudio(Optional.empty());
    Terminal.run(new CommandLineProgram(studio), "studio").expect(0);
    Terminal.run(new CommandLineProgram(studio), "studio", run.toString()).expect(0);
    assertEquals(List.of("open nothing", "open run-v1"), studio.calls);

    RecordingStudio blind = new RecordingStudio(Optional.of("no display"));
    Terminal.run(new CommandLineProgram(blind), "studio", run.toString())
        .expectError(1, "no display");
    Terminal.run(new CommandLineProgram(blind), "studio", folder.toString())
        .expectError(2, "run.json");
    assertEquals(List.of(), blind.calls);
  }

  @Test
  void aScreenThatRefusesAfterAllIsOneSentence() {
    Studio refused =
        new RecordingStudio(Optional.empty()) {
          @Override
          public void open(Optional<Run> run) {
            throw new NoWindowException("not authorised", new UnsupportedOperationException());
          }
        };
    for (String[] arguments : new String[][] {{}, {"studio"}}) {
      Terminal terminal = Terminal.run(new CommandLineProgram(refused), arguments);
      terminal.expectError(1, "needs a window: not authorised");
      assertEquals(1, terminal.errors().lines().count(), terminal.errors());
    }
  }

  @Test
  void aRunsFileAloneOpensInTheStudioAsADesktopWouldOpenIt() throws Exception {
    Path run = Path.of(CommandLineProgramTest.class.getResource("/golden/run-v1").toURI());
    Path file = folder.resolve("given.sparsevd");
    Terminal.run("export", run.toString(), "--out", file.toString()).expect(0);
    RecordingStudio studio = new RecordingStudio(Optional.empty());
    Path runs = folder.resolve("runs");
    Terminal.run(new CommandLineProgram(studio, "toy", runs, folder), file.toString()).expect(0);
    assertEquals(List.of("open run-v1"), studio.calls);
    assertTrue(Files.exists(runs.resolve("run-v1").resolve("run.json")));
    Terminal.run("nowhere.sparsevd").expectError(2, "nowhere.sparsevd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fly | no command \"fly\"; there are train, twin, resume, evaluate, runs, compare, thin,"
            + " compact, predict, export, import, datasets, presets, settings, bench,"
            + " studio",
        "trian toy | no command \"trian\"",
        "--fly | --fly",
        "train | PRESET",
        "thin nowhere --out there --every -1 | --every: -1 is not allowed",
        "thin nowhere | --out",
        "thin nowhere --out there | no such folder",
        "export nowhere --out there | --out: there is not allowed, expected a file name ending in",
        "export nowhere --out there.sparsevd | no such folder",
        "export nowhere | --out",
        "import nowhere.sparsevd | no such file; an exported run is expected",
        "train toy demo | demo",
        "train lenet300-100 | no preset \"lenet300-100\"; did you mean \"lenet-300-100\"?",
        "train toy --set epoch=3 | unknown setting \"epoch\"; did you mean \"epochs\"?",
        "train toy --set learningRate=fast | learningRate: fast is not allowed, expected a number"
            + " from 1e-8 to 10",
        "train toy --set klWarmupEnd=1 | klWarmupEnd: 1 is before klWarmupStart 10",
        "train toy --set epochs | KEY=VALUE",
        "train toy --epochs 0 | epochs: 0 is not allowed, expected a whole number from 1 to 100000",
        "train toy --epochs many | epochs: many is not allowed",
        "train toy --seed -1 | seed: -1 is not allowed",
        "train toy --threads 0 | --threads: 0 is not allowed, expected a whole number from 1 to"
            + " 1024",
        "train toy --threads 5000 | --threads: 5000 is not allowed",
        "train toy --threads two | two",
        "train toy --set validationSize=5000 | validationSize: 5000 is not allowed with the data"
            + " set toy, expected a whole number from 0 to 1999",
        "train no-such-file.json | no-such-file.json: cannot be read",
        "resume | RUN",
        "resume no-such-folder | no such folder",
        "resume src | run.json: not found",
        "resume src --epochs many | --epochs",
        "evaluate | RUN",
        "evaluate no-such-folder | no such folder",
        "evaluate src | run.json: not found",
        "bench --preset leno-5 | no preset \"leno-5\"; did you mean \"lenet-5\"?",
        "bench --threads 0 | --threads: 0 is not allowed",
        "evaluate src --threads 0 | --threads: 0 is not allowed",
        "evaluate src --threshold NaN | --threshold: NaN is not allowed",
        "evaluate src --threshold low | low",
        "compare src | RUN",
        "compare src src | run.json: not found",
        "compare a b --at-epoch -1 | --at-epoch: -1 is not allowed",
        "twin no-such | no preset",
        "runs --in nowhere | --in: no such folder: nowhere",
        "presets toy | toy"
      })
  void badUsageAndInputIsOneClearLineAndExitCode2(String line, String words) {
    Terminal.run(line.split(" ")).expectError(2, words);
  }

  @Test
  void aBadConfigFileIsNamedWithWhatIsWrongInIt() throws Exception {
    Path file = folder.resolve("config.json");
    for (Map.Entry<String, String> each :
        Map.of(
                "{\"epochs\": 0}", "epochs: 0 is not allowed",
                "{\"epoch\": 1}", "unknown setting \"epoch\"",
                "epochs = 3", "not JSON",
                "[1]", "expected a JSON object of settings",
                "", "expected a JSON object of settings")
            .entrySet()) {
      Files.writeString(file, each.getKey());
      Terminal terminal = Terminal.run("train", file.toString()).expectError(2, each.getValue());
      assertTrue(terminal.errors().startsWith("sparsevd: " + file + ": "), terminal.errors());
    }
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Terminal.run("train", file.toString()).expectError(2, "not a UTF-8 text file");
    Path directory = Files.createDirectory(folder.resolve("folder.json"));
    Terminal.run("train", directory.toString()).expectError(2, "cannot be read");
  }

  @Test
  void nothingThatIsThereIsOverwritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    String out = "--out";
    Terminal.run("train", "toy", out, folder.toString()).expectError(2, "is not empty");
    Terminal.run("train", "toy", out, file.toString()).expectError(2, "is a file");
    Terminal.run("train", "toy", out, file.resolve("run").toString())
        .expectError(2, "cannot be made");
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void presetsListsEveryPreset() throws Exception {
    String text = Terminal.run("presets").expect(0).output();
    List<JsonNode> json = Terminal.run("presets", "--json").expect(0).json();
    assertEquals(Presets.all().size(), json.size());
    for (int i = 0; i < json.size(); i++) {
      Presets.Preset preset = Presets.all().get(i);
      assertTrue(text.contains(preset.name()) && text.contains(preset.description()), text);
      assertEquals(preset.name(), json.get(i).path("name").asString());
      assertEquals(Setting.all().size(), json.get(i).path("config").size());
      assertEquals(preset.config().epochs(), json.get(i).path("config").path("epochs").asInt());
    }
  }

  @Test
  void settingsListsEverySettingWithDefaultAndRange() throws Exception {
    String text = Terminal.run("settings").expect(0).output();
    List<JsonNode> json = Terminal.run("settings", "--json").expect(0).json();
    assertEquals(Setting.all().size(), json.size());
    for (int i = 0; i < json.size(); i++) {
      Setting setting = Setting.all().get(i);
      assertTrue(text.contains(setting.key()) && text.contains(setting.allowed()), text);
      assertEquals(setting.key(), json.get(i).path("key").asString());
      assertEquals(setting.allowed(), json.get(i).path("allowed").asString());
      assertEquals(setting.defaultValue(), setting.parse(json.get(i).path("default").asString()));
      assertFalse(json.get(i).path("help").asString().isBlank());
    }
  }

  @Test
  void helpOfEveryCommandNamesEveryOption() {
    Map<String, List<String>> options =
        Map.of(
            "train",
                List.of(
                    "PRESET|FILE.json",
                    "--epochs",
                    "--seed",
                    "--threads",
                    "--set",
                    "KEY=VALUE",
                    "--out",
                    "--json"),
            "resume", List.of("RUN", "--epochs", "--threads", "--json"),
            "evaluate", List.of("RUN", "--threshold", "--threads", "--json"),
            "presets", List.of("--json"),
            "settings", List.of("--json"),
            "bench", List.of("--preset", "--quick", "--threads", "--json"),
            "studio", List.of("RUN"));
    String top = Terminal.run("--help").expect(0).output();
    assertTrue(top.contains("Exit codes: 0 done, 1 failed or diverged, 2 bad usage"), top);
    options.forEach((command, words) -> {
      assertTrue(top.contains("  " + command), top);
      String help = Terminal.run(command, "--help").expect(0).output();
      words.forEach(word -> assertTrue(help.contains(word), help));
      assertTrue(help.contains("--help") && help.contains("--version"), help);
    });
  }

  @Test
  void versionSaysTheProgramsAndJavas() {
    String version = Terminal.run("--version").expect(0).output();
    assertTrue(version.contains("SparseVD Studio " + ProgramVersion.get()), version);
    assertTrue(ProgramVersion.get().matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"), ProgramVersion.get());
    assertTrue(version.contains("Java " + Runtime.version().feature()), version);
    assertEquals(version, Terminal.run("train", "--version").expect(0).output());
  }
}
