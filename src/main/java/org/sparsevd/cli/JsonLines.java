package org.sparsevd.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sparsevd.bench.Finding;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.run.DiagnosisJson;
import org.sparsevd.run.PrunedNetwork;
import org.sparsevd.run.RecordedTraining;
import org.sparsevd.run.RunSummary;
import org.sparsevd.run.compact.CompactReport;
import org.sparsevd.run.compare.Comparison;
import org.sparsevd.run.compare.ComparisonTable;
import org.sparsevd.run.compare.SettingDifferences;
import org.sparsevd.run.evaluation.ClassReport;
import org.sparsevd.run.results.Reproduction;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingListener.EpochReport;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Results as JSON, one object a line, fields named as in {@code epochs.csv}. */
final class JsonLines {
  private static final TypeReference<LinkedHashMap<String, Object>> FIELDS =
      new TypeReference<>() {};
  private static final String REPRODUCTION = "reproduction";

  private JsonLines() {}

  /** An epoch's row. */
  static String epoch(EpochReport report) {
    EpochMetrics metrics = report.metrics();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("epoch", metrics.epoch());
    json.put("dataTermNats", number(metrics.dataTermNats()));
    json.put("klNats", number(metrics.klNats()));
    json.put("klWeight", number(metrics.klWeight()));
    json.put("learningRate", number(metrics.learningRate()));
    json.put("trainErrorPercent", number(metrics.trainErrorPercent()));
    json.put("validationErrorPercent", number(metrics.validationErrorPercent()));
    json.put("testErrorPercent", number(metrics.testErrorPercent()));
    json.put("compression", number(metrics.compression()));
    Map<String, Object> sparsity = new LinkedHashMap<>();
    for (int i = 0; i < report.weights().size(); i++) {
      sparsity.put(report.weights().get(i).name(), number(metrics.sparsityPercent().get(i)));
    }
    json.put("sparsityPercent", sparsity);
    json.put("imagesPerSecond", number(metrics.imagesPerSecond()));
    json.put("seconds", number(metrics.seconds()));
    json.put("evaluationSeconds", number(metrics.evaluationSeconds()));
    return write(json);
  }

  /** How a training ended. */
  static String end(RecordedTraining.Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", result.run().info().state().kind().name().toLowerCase(Locale.ROOT));
    json.put("epochs", result.run().info().state().epochs());
    if (result.outcome() instanceof Outcome.Diverged diverged) {
      json.put("epoch", diverged.epoch());
      json.put("layer", diverged.layer());
    }
    json.put("message", result.run().info().state().message());
    result
        .run()
        .info()
        .state()
        .diagnosis()
        .ifPresent(it -> json.put(DiagnosisJson.KEY, DiagnosisJson.of(it)));
    json.put("run", result.run().folder().toString());
    result
        .run()
        .latest()
        .flatMap(last -> Reproduction.of(result.run().info(), last))
        .ifPresent(reproduction -> json.put(REPRODUCTION, reproduction(reproduction)));
    return write(json);
  }

  /**
   * An evaluation.
   *
   * @param errors error in percent by its name in {@code epochs.csv}
   * @param reproduction where something is expected of the run at this threshold
   */
  static String evaluation(
      int epoch,
      Cut cut,
      Map<String, Double> errors,
      Sparsity sparsity,
      Optional<Reproduction> reproduction) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("epoch", epoch);
    putCut(json, cut);
    errors.forEach((name, percent) -> json.put(name, number(percent)));
    putSparsity(json, sparsity);
    Map<String, Object> layers = new LinkedHashMap<>();
    for (Sparsity.Layer layer : sparsity.layers()) {
      layers.put(layer.name(), layer.percent());
    }
    json.put("sparsityPercent", layers);
    reproduction.ifPresent(told -> json.put(REPRODUCTION, reproduction(told)));
    return write(json);
  }

  /** A file that a pruned network was written to; without thresholds when none applied. */
  static String exported(Path file, long bytes, PrunedNetwork network) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("files", 1);
    json.put("bytes", bytes);
    json.put("epoch", network.epoch());
    if (network.isCut()) {
      putCut(json, network.cut());
    }
    putSparsity(json, network.pruning().sparsity());
    return write(json);
  }

  /** A compact model and what it saves. */
  static String compact(
      Path file, PrunedNetwork network, String hiddenLayers, CompactReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("epoch", network.epoch());
    if (network.isCut()) {
      putCut(json, network.cut());
    }
    json.put("hiddenLayers", hiddenLayers);
    json.putAll(JsonMapper.shared().convertValue(report.size(), FIELDS));
    json.putAll(JsonMapper.shared().convertValue(report.agreement(), FIELDS));
    json.put("latencies", report.latencies());
    return write(json);
  }

  private static void putCut(Map<String, Object> json, Cut cut) {
    json.put("threshold", cut.threshold());
    if (!cut.layers().isEmpty()) {
      json.put("layerThresholds", new TreeMap<>(cut.layers()));
    }
  }

  private static void putSparsity(Map<String, Object> json, Sparsity sparsity) {
    json.put("compression", number(sparsity.compression()));
    json.put("keptWeights", sparsity.kept());
    json.put("totalWeights", sparsity.total());
  }

  /** A class of a report, and how many of its samples were taken for each class. */
  static String classFigures(ClassReport report, int index) {
    ClassReport.ClassFigures figures = report.classes().get(index);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("class", figures.name());
    json.put("support", figures.support());
    json.put("precision", number(figures.precision()));
    json.put("recall", number(figures.recall()));
    json.put("f1", number(figures.f1()));
    Map<String, Object> takenFor = new LinkedHashMap<>();
    for (int c = 0; c < report.classes().size(); c++) {
      takenFor.put(report.classes().get(c).name(), report.confusion().get(index).get(c));
    }
    json.put("predictedAs", takenFor);
    return write(json);
  }

  /** A measurement: its kind, then its fields. */
  static String finding(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    String name = finding.getClass().getSimpleName();
    json.put("kind", name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    json.putAll(JsonMapper.shared().convertValue(finding, FIELDS));
    return write(json);
  }

  /** A run held against what its preset is expected to come to. */
  private static Map<String, Object> reproduction(Reproduction reproduction) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("preset", reproduction.preset());
    json.put("errorPercentMin", reproduction.expected().errorPercentMin());
    json.put("errorPercentMax", reproduction.expected().errorPercentMax());
    json.put("compressionMin", reproduction.expected().compressionMin());
    json.put("source", reproduction.expected().source());
    json.put("epoch", reproduction.epoch());
    json.put("plannedEpochs", reproduction.plannedEpochs());
    json.put("verdict", reproduction.verdict().name().toLowerCase(Locale.ROOT));
    Map<String, Object> differences = new LinkedHashMap<>();
    reproduction
        .differences()
        .forEach((key, values) ->
            differences.put(key, Map.of("run", values.here(), "preset", values.there())));
    json.put("differences", differences);
    return json;
  }

  /** What a list says of a run. */
  static String summary(RunSummary run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.folder().toString());
    json.put("preset", run.preset().orElse(null));
    json.put(
        "method",
        run.method()
            .map(method -> method.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .orElse(null));
    json.put("dataset", run.data());
    json.put("outcome", run.kind().name().toLowerCase(Locale.ROOT));
    json.put("epochs", run.epochs());
    json.put("plannedEpochs", run.plannedEpochs());
    json.put("validationErrorPercent", number(run.validationErrorPercent()));
    json.put("testErrorPercent", number(run.testErrorPercent()));
    json.put("compression", number(run.compression()));
    json.put("started", run.started().map(Object::toString).orElse(null));
    json.put("seconds", run.duration().toMillis() / 1000.0);
    json.put("tags", run.notes().tags());
    json.put("notes", run.notes().text());
    return write(json);
  }

  /** A figure of compared runs: its value by the letter of the run, and the best ones. */
  static String figure(Comparison comparison, ComparisonTable.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("figure", row.figure().key());
    if (!row.of().isEmpty()) {
      json.put("of", row.of());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> best = new ArrayList<>();
    for (int run = 0; run < row.values().size(); run++) {
      String letter = comparison.runs().get(run).letter();
      values.put(letter, number(row.values().get(run)));
      if (row.best().get(run)) {
        best.add(letter);
      }
    }
    json.put("values", values);
    json.put("best", best);
    return write(json);
  }

  /** A setting in which compared runs differ; null for a run that does not use or tell it. */
  static String setting(Comparison comparison, SettingDifferences.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("setting", row.setting().key());
    Map<String, Object> values = new LinkedHashMap<>();
    for (int run = 0; run < row.values().size(); run++) {
      Object value =
          row.values().get(run) instanceof SettingDifferences.Value.Told told
              ? told.history().isEmpty() ? row.setting().write(told.value()) : told.history()
              : null;
      values.put(comparison.runs().get(run).letter(), value);
    }
    json.put("values", values);
    return write(json);
  }

  /** A list of named things with words. */
  static String item(List<String> keys, List<?> values) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      json.put(keys.get(i), values.get(i));
    }
    return write(json);
  }

  /** JSON has no NaN and no infinity. */
  private static Object number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  static String write(Map<String, Object> json) {
    return JsonMapper.shared().writeValueAsString(json);
  }
}
