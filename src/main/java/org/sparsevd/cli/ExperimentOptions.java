package org.sparsevd.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.WarmStart;
import org.sparsevd.train.ConfigJson;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be trained: a preset or a file, and what is changed of it. */
final class ExperimentOptions {
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
              + " name of one where the studio keeps runs.")
  private Path initFrom;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a setting (see sparsevd settings); may be given again. --epochs, --seed and"
              + " --init-from win.")
  private Map<String, String> changes = new LinkedHashMap<>();

  /** The preset that was named; empty for a file. */
  Optional<String> preset() {
    return experiment.endsWith(".json") ? Optional.empty() : Optional.of(experiment);
  }

  /**
   * The settings, changes made.
   *
   * @throws InvalidConfigException naming the preset, file or setting that is wrong
   */
  ExperimentConfig config() throws InvalidConfigException {
    Optional<String> preset = preset();
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
