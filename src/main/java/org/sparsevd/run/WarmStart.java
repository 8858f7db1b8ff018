package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.Sha256;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;

/**
 * The weights of a trained run that another one starts from.
 *
 * @param source which run, and which weights of it
 * @param weights from the input on, at full precision
 */
public record WarmStart(RunInfo.Start source, List<LayerWeights> weights) {

  /**
   * What {@code initFrom} of a config stands for; empty when it names no run.
   *
   * @param runs where a run given by its name alone is looked for
   * @param data what is trained on
   * @throws InvalidRunException when there is no such run, it has no weights, or they are of
   *     another network
   * @throws InvalidConfigException when the network does not fit the data
   */
  static Optional<WarmStart> of(ExperimentConfig config, Path runs, Dataset data)
      throws IOException, InvalidConfigException {
    if (config.initFrom().isEmpty()) {
      return Optional.empty();
    }
    Run run = RunFolder.open(folder(config.initFrom(), runs));
    List<LayerWeights> weights =
        run.weights()
            .orElseThrow(() ->
                new InvalidRunException(
                    run.folder().resolve(WeightsFile.NAME),
                    "not found; initFrom needs the weights"));
    Optional<String> misfit = config.misfit(weights, data);
    if (misfit.isPresent()) {
      throw new InvalidRunException(
          run.folder(), "initFrom needs a run of the same layers: " + misfit.get());
    }
    int epoch = run.latest().map(EpochMetrics::epoch).orElse(0);
    String sha256 = sha256(run.folder().resolve(WeightsFile.NAME));
    return Optional.of(new WarmStart(new RunInfo.Start(run.info().name(), epoch, sha256), weights));
  }

  private static Path folder(String text, Path runs) {
    Path named = runs.resolve(text); // an absolute path stays itself
    return Files.isDirectory(named) ? named : Path.of(text);
  }

  /**
   * How {@code initFrom} names a run folder: by its name where that is enough, else by its whole
   * path, which means the same from wherever it is read.
   *
   * @param runs where a run given by its name alone is looked for
   */
  public static String reference(Path folder, Path runs) {
    Path whole = folder.toAbsolutePath().normalize();
    boolean named = runs.toAbsolutePath().normalize().equals(whole.getParent());
    return named ? whole.getFileName().toString() : whole.toString();
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update(WholeFile.bytes(file));
    return Sha256.hex(digest);
  }
}
