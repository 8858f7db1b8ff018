package org.sparsevd.ui.results;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sparsevd.run.results.MeasuredResult;
import org.sparsevd.run.results.PublishedResult;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.Method;

/** Results in words and numbers. */
final class ResultText {
  private static final String NONE = "\u2013";
  private static final String BETWEEN_LAYERS = " - ";

  private ResultText() {}

  static String trainError(PublishedResult result) {
    return result.trainErrorPercent().map(ResultText::printed).orElse(NONE);
  }

  static String error(PublishedResult result) {
    return result.errorPercent().map(ResultText::printed).orElse(NONE);
  }

  static String error(double percent) {
    return Numbers.error(percent);
  }

  static String sparsity(PublishedResult result) {
    return result.sparsityPercent().isEmpty()
        ? NONE
        : result.sparsityPercent().stream()
            .map(ResultText::printed)
            .collect(Collectors.joining(BETWEEN_LAYERS));
  }

  /** A dash for a method that prunes nothing. */
  static String sparsity(List<Double> percent) {
    boolean any = percent.stream().anyMatch(layer -> layer > 0);
    return any
        ? percent.stream().map(Numbers::sparsity).collect(Collectors.joining(BETWEEN_LAYERS))
        : NONE;
  }

  static String compression(PublishedResult result) {
    return result
        .compression()
        .map(ratio -> Text.of("ui.results.times", printed(ratio)))
        .orElse(NONE);
  }

  static String compression(double ratio) {
    return Text.of("ui.results.times", Numbers.compression(ratio));
  }

  /** As many decimals as it was published with. */
  private static String printed(BigDecimal number) {
    return Numbers.decimals(number.doubleValue(), Math.max(0, number.scale()));
  }

  /** The method and what preset it was run by, changed or not. */
  static String method(MeasuredResult result) {
    String method = result.method().map(ResultText::name).orElse(NONE);
    return result
        .preset()
        .map(preset ->
            Text.of(
                result.changed().isEmpty() ? "ui.results.method" : "ui.results.methodChanged",
                method,
                preset))
        .orElse(method);
  }

  private static String name(Method method) {
    return Text.of(
        "setting.method.choice." + method.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  static String seed(MeasuredResult result) {
    return result.seed().map(seed -> Long.toString(seed)).orElse(NONE);
  }

  static String epochs(MeasuredResult result) {
    return result.isFinished()
        ? Integer.toString(result.epochs())
        : Text.of(
            "ui.results.epochsOf",
            Integer.toString(result.epochs()),
            Integer.toString(result.plannedEpochs()));
  }

  /** A dash when a run of another program tells no times. */
  static String time(double seconds) {
    return seconds > 0 ? Numbers.duration(seconds) : NONE;
  }

  static String date(MeasuredResult result) {
    return result
        .finished()
        .map(time -> DateTimeFormatter.ISO_LOCAL_DATE.format(time.atZone(ZoneId.systemDefault())))
        .orElse(NONE);
  }

  /** The row in a sentence, for screen readers. */
  static String spoken(MeasuredResult result) {
    return Text.of(
        "ui.results.spoken",
        method(result),
        seed(result),
        error(result.errorPercent()),
        compression(result.compression()));
  }

  /** What a row has no room for: the run's folder, changed settings, the machine. */
  static String about(MeasuredResult result) {
    StringBuilder about =
        new StringBuilder(Text.of("ui.results.open", result.folder().getFileName()));
    if (!result.changed().isEmpty()) {
      about
          .append('\n')
          .append(
              Text.of(
                  "ui.results.changed",
                  result.changed().stream()
                      .map(key -> Text.of("setting." + key + ".label"))
                      .collect(Collectors.joining(", "))));
    }
    String kernels = result.machine().getOrDefault("kernels", "");
    String threads = result.machine().getOrDefault("threads", "");
    if (!kernels.isEmpty()) {
      about.append('\n').append(Text.of("ui.status.machine", kernels, threads));
    }
    return about.toString();
  }
}
