package org.sparsevd.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --threshold} and {@code --layer-threshold}, for every command that prunes. */
final class CutOptions {
  private static final String THRESHOLD = "--threshold";
  private static final String LAYER_THRESHOLD = "--layer-threshold";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private Double threshold; // null: the run's own
  private final Map<String, Double> layers = new LinkedHashMap<>();

  @Option(
      names = THRESHOLD,
      paramLabel = "X",
      description = "log \u03b1 from which weights are pruned; the run's own by default.")
  void set(double value) {
    threshold = checked(THRESHOLD, value);
  }

  @Option(
      names = LAYER_THRESHOLD,
      paramLabel = "LAYER=X",
      description = "Another threshold for one layer, such as fc1=2.5; repeatable.")
  void setLayers(Map<String, Double> values) {
    values.forEach((layer, value) -> layers.put(layer, checked(LAYER_THRESHOLD, value)));
  }

  private double checked(String option, double value) {
    if (!Double.isFinite(value)) {
      throw new ParameterException(
          command.commandLine(), Text.of("cli.badThreshold", option, value));
    }
    return value;
  }

  /** Whether any was given. */
  boolean isGiven() {
    return threshold != null || !layers.isEmpty();
  }

  /**
   * The cut of a run.
   *
   * @param config of the run, for its own threshold
   * @throws ParameterException when the run has no layer of a name given
   */
  Cut of(Run run, ExperimentConfig config) {
    List<String> known = run.info().layers().stream().map(RunInfo.Layer::name).toList();
    for (String layer : layers.keySet()) {
      if (!known.contains(layer)) {
        throw new ParameterException(
            command.commandLine(), Text.of("cli.unknownLayer", layer, String.join(", ", known)));
      }
    }
    return new Cut(threshold == null ? config.threshold() : threshold, layers);
  }

  /** {@code 2.50 (fc1 3.00)}: the thresholds, those of single layers in brackets. */
  static String inWords(Cut cut) {
    String all = Numbers.decimals(cut.threshold(), 2);
    if (cut.layers().isEmpty()) {
      return all;
    }
    String layers =
        new TreeMap<>(cut.layers())
            .entrySet().stream()
                .map(layer -> layer.getKey() + " " + Numbers.decimals(layer.getValue(), 2))
                .collect(Collectors.joining(", "));
    return all + " (" + layers + ")";
  }
}
