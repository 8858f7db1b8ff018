package org.sparsevd.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunRecorder;
import org.sparsevd.run.WarmStart;
import org.sparsevd.train.ConfigJson;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd train}: trains an experiment into a new run folder. */
@Command(
    name = "train",
    description = "Trains an experiment and writes its run folder.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PRESET|FILE.json",
      description = "A preset (see sparsevd presets), or a JSON file of settings.")
  private String experiment;

  @Option(names = "--epochs", paramLabel = "N", description = "Number of epochs.")
  private String epochs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of initial weights, sample order, noise, splits and the toy data.")
  private String seed;

  @Option(
      names = "--init-from",
      paramLabel = "RUN",
      description =
          "Starts from \u03b8 and biases of a trained run of the same layers: a run folder, or the"
              + " name of one in the user data folder.")
  private Path initFrom;

  @Mixin private ThreadsOption threads;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a setting (see sparsevd settings); may be given again. --epochs, --seed and"
              + " --init-from win.")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Run folder, new or empty. By default a new one in the user data folder.")
  private Path out;

  @Option(names = "--json", description = "Prints one JSON object a line, an epoch each.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Optional<String> preset =
        experiment.endsWith(".json") ? Optional.empty() : Optional.of(experiment);
    ExperimentConfig config = config(preset);
    String name = RunRecorder.folderName(preset, config);
    TerminalTraining training =
        new TerminalTraining(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    return training
        .train(
            preset,
            config,
            () ->
                out == null
                    ? RunFolder.create(RunFolder.defaultParent(), name)
                    : RunFolder.createExactly(out),
            threads.threads())
        .exitCode();
  }

  private ExperimentConfig config(Optional<String> preset) throws InvalidConfigException {
    ExperimentConfig config =
        preset.isPresent() ? Presets.named(preset.get()).config() : fromFile(Path.of(experiment));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      config = config.with(change.getKey(), change.getValue());
    }
    if (epochs != null) {
      config = config.with("epochs", epochs);
    }
    if (seed != null) {
      config = config.with("seed", seed);
    }
    if (initFrom != null) {
      config = config.with("initFrom", reference(initFrom));
    }
    return config.validated();
  }

  private static String reference(Path run) {
    return Files.isDirectory(run)
        ? WarmStart.reference(run, RunFolder.defaultParent())
        : run.toString();
  }

  private static ExperimentConfig fromFile(Path file) throws InvalidConfigException {
    try {
      return ConfigJson.parse(Files.readString(file));
    } catch (MalformedInputException e) {
      throw new InvalidConfigException("", file + ": not a UTF-8 text file");
    } catch (IOException e) {
      throw new InvalidConfigException("", file + ": cannot be read, a JSON file is expected");
    } catch (InvalidConfigException e) {
      throw new InvalidConfigException(e.key(), file + ": " + e.getMessage());
    }
  }
}
