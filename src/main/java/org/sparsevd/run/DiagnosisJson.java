package org.sparsevd.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.train.diagnosis.Cause;
import org.sparsevd.train.diagnosis.Diagnosis;
import tools.jackson.databind.JsonNode;

/** What a run suffered from, as {@code run.json} and the command line's JSON lines have it. */
public final class DiagnosisJson {
  /** Where it stands. */
  public static final String KEY = "diagnosis";

  private DiagnosisJson() {}

  /** A diagnosis as JSON; figures there are none of are left out. */
  public static Map<String, Object> of(Diagnosis diagnosis) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cause", word(diagnosis.cause()));
    json.put("fault", diagnosis.cause().isFault());
    json.put("nonFinite", diagnosis.nonFinite());
    json.put("layer", diagnosis.layer());
    json.put("epoch", diagnosis.epoch());
    json.put("minibatch", diagnosis.minibatch());
    json.put("evidence", figures(diagnosis.evidence()));
    json.put("remedy", diagnosis.remedy().stream().map(DiagnosisJson::change).toList());
    return json;
  }

  private static Map<String, Object> change(Diagnosis.Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("setting", change.setting());
    json.put("from", change.from());
    json.put("to", change.to());
    return json;
  }

  private static Map<String, Object> figures(Diagnosis.Evidence evidence) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("firstLoss", evidence.firstLoss());
    json.put("peakLoss", evidence.peakLoss());
    json.put("lastLoss", evidence.lastLoss());
    json.put("guessLoss", evidence.guessLoss());
    json.put("trainErrorPercent", evidence.trainErrorPercent());
    json.put("chanceErrorPercent", evidence.chanceErrorPercent());
    json.put("growth", evidence.growth());
    json.put("startLogAlpha", evidence.startLogAlpha());
    json.put("prunedPercent", evidence.prunedPercent());
    json.put("inputRms", evidence.inputRms());
    json.values().removeIf(value -> !Double.isFinite((double) value));
    return json;
  }

  /** What {@link #of} wrote; empty when there is none, or of a cause this program does not know. */
  static Optional<Diagnosis> read(JsonNode json) {
    return Arrays.stream(Cause.values())
        .filter(cause -> word(cause).equals(json.path("cause").asString("")))
        .findFirst()
        .map(cause -> read(cause, json));
  }

  private static Diagnosis read(Cause cause, JsonNode json) {
    List<Diagnosis.Change> remedy = new ArrayList<>();
    for (JsonNode change : json.path("remedy")) {
      remedy.add(
          new Diagnosis.Change(
              change.path("setting").asString(""),
              change.path("from").asString(""),
              change.path("to").asString("")));
    }
    return new Diagnosis(
        cause,
        json.path("nonFinite").asBoolean(false),
        json.path("layer").asString(""),
        json.path("epoch").asInt(0),
        json.path("minibatch").asInt(0),
        evidence(json.path("evidence")),
        remedy);
  }

  private static Diagnosis.Evidence evidence(JsonNode json) {
    return new Diagnosis.Evidence(
        json.path("firstLoss").asDouble(Double.NaN),
        json.path("peakLoss").asDouble(Double.NaN),
        json.path("lastLoss").asDouble(Double.NaN),
        json.path("guessLoss").asDouble(Double.NaN),
        json.path("trainErrorPercent").asDouble(Double.NaN),
        json.path("chanceErrorPercent").asDouble(Double.NaN),
        json.path("growth").asDouble(Double.NaN),
        json.path("startLogAlpha").asDouble(Double.NaN),
        json.path("prunedPercent").asDouble(Double.NaN),
        json.path("inputRms").asDouble(Double.NaN));
  }

  private static String word(Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
