package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sparsevd.run.results.Reproduction;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.Expected;
import org.sparsevd.train.ExperimentConfig;

/** Whether a run came to what its preset is expected to, in words for window and terminal. */
public final class ReproductionWords {
  private ReproductionWords() {}

  /** A few words: in the band, outside, or how far the run is. */
  public static String headline(Reproduction reproduction) {
    return switch (reproduction.verdict()) {
      case UNFINISHED ->
          Text.of(
              "reproduction.unfinished",
              Integer.toString(reproduction.epoch()),
              Integer.toString(reproduction.plannedEpochs()));
      case IN_BAND ->
          Text.of(
              reproduction.hasPresetSettings()
                  ? "reproduction.inBand"
                  : "reproduction.inBandOtherwise");
      case OUTSIDE -> Text.of("reproduction.outside");
    };
  }

  /** The band: {@code error 1.60 to 2.05 %, 90× or more}. */
  public static String band(Expected expected) {
    List<String> parts = new ArrayList<>();
    parts.add(
        Text.of(
            "reproduction.band.error",
            Numbers.error(expected.errorPercentMin()),
            Numbers.error(expected.errorPercentMax())));
    if (expected.boundsCompression()) {
      parts.add(Text.of("reproduction.band.compression", bound(expected.compressionMin())));
    }
    return String.join(", ", parts);
  }

  /** A round bound needs no decimals. */
  private static String bound(double ratio) {
    return ratio == Math.rint(ratio) ? Numbers.decimals(ratio, 0) : Numbers.compression(ratio);
  }

  /** What lies outside the band and on which side; empty when nothing does. */
  public static String misses(Reproduction reproduction) {
    Expected expected = reproduction.expected();
    List<String> misses = new ArrayList<>();
    if (!reproduction.isErrorInBand()) {
      boolean above = reproduction.errorPercent() > expected.errorPercentMax();
      misses.add(
          Text.of(
              above ? "reproduction.error.above" : "reproduction.error.below",
              Numbers.error(reproduction.errorPercent())));
    }
    if (!reproduction.isCompressionInBand()) {
      misses.add(
          Text.of(
              "reproduction.compression.below", Numbers.compression(reproduction.compression())));
    }
    return String.join(", ", misses);
  }

  /**
   * The settings that differ: {@code Epochs 3 (preset 200)}.
   *
   * @param name of a setting, by its key
   */
  public static List<String> differences(Reproduction reproduction, UnaryOperator<String> name) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, ExperimentConfig.Difference> entry :
        reproduction.differences().entrySet()) {
      words.add(
          Text.of(
              "reproduction.difference",
              name.apply(entry.getKey()),
              value(entry.getValue().here()),
              value(entry.getValue().there())));
    }
    return List.copyOf(words);
  }

  private static String value(String written) {
    return written.isEmpty() ? Text.of("reproduction.none") : written;
  }

  /** All of it in one line for the terminal, settings by their keys. */
  public static String line(Reproduction reproduction) {
    String line =
        Text.of(
            "reproduction.line",
            reproduction.preset(),
            band(reproduction.expected()),
            verdict(reproduction));
    return reproduction.hasPresetSettings()
        ? line
        : Text.of(
            "reproduction.lineOtherwise",
            line,
            String.join(", ", differences(reproduction, UnaryOperator.identity())));
  }

  private static String verdict(Reproduction reproduction) {
    String headline = headline(reproduction);
    String misses = misses(reproduction);
    return switch (reproduction.verdict()) {
      case UNFINISHED ->
          misses.isEmpty()
              ? Text.of("reproduction.soFarIn", headline)
              : Text.of("reproduction.soFar", headline, misses);
      case IN_BAND -> headline;
      case OUTSIDE -> Text.of("reproduction.because", headline, misses);
    };
  }
}
