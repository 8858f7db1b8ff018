package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparsevd.data.JsonProblem;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.MeasuredError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code cuts.json} of a run: its named cuts, in the order they were saved. A file of its own, so
 * that a training that rewrites {@code run.json} and somebody who chooses a cut never meet.
 */
public final class NamedCuts {
  static final String NAME = "cuts.json";
  private static final String FORMAT = "sparsevd-cuts";
  private static final int VERSION = 1;

  private NamedCuts() {}

  /**
   * The named cuts of the run in {@code folder}; none when there is no file.
   *
   * @throws InvalidRunException when the file is not what this program writes
   */
  public static List<NamedCut> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    String text = WholeFile.text(file);
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      int version = json.path("formatVersion").asInt(0);
      FormatVersion.check(file, version, VERSION);
      if (!json.path("cuts").isArray()) {
        throw new InvalidRunException(file, "expected a list of cuts, found none");
      }
      List<NamedCut> cuts = new ArrayList<>();
      for (JsonNode cut : json.path("cuts")) {
        cuts.add(cut(cut));
      }
      if (cuts.stream().map(NamedCut::name).distinct().count() < cuts.size()) {
        throw new InvalidRunException(file, "expected cuts of different names");
      }
      return List.copyOf(cuts);
    } catch (JacksonException e) {
      throw new InvalidRunException(file, "not the cuts of a run: " + JsonProblem.inWords(e), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidRunException(file, "not the cuts of a run: " + e.getMessage(), e);
    }
  }

  /**
   * Adds a cut, or replaces the one of its name, and keeps all others.
   *
   * @return all cuts there are now
   * @throws InvalidRunException when the file there is cannot be read; it is left as it is
   */
  public static List<NamedCut> save(Path folder, NamedCut cut) throws IOException {
    return RunEdits.make(folder, () -> with(folder, cut));
  }

  private static List<NamedCut> with(Path folder, NamedCut cut) throws IOException {
    List<NamedCut> cuts = new ArrayList<>(read(folder));
    int place = -1;
    for (int i = 0; i < cuts.size(); i++) {
      place = cuts.get(i).name().equals(cut.name()) ? i : place;
    }
    if (place < 0) {
      cuts.add(cut);
    } else {
      cuts.set(place, cut);
    }
    write(folder, cuts);
    return List.copyOf(cuts);
  }

  /** Removes the cut called {@code name}; gives those that are left. Errors as {@link #save}. */
  public static List<NamedCut> remove(Path folder, String name) throws IOException {
    return RunEdits.make(folder, () -> without(folder, name));
  }

  private static List<NamedCut> without(Path folder, String name) throws IOException {
    List<NamedCut> cuts = new ArrayList<>(read(folder));
    cuts.removeIf(cut -> cut.name().equals(name));
    write(folder, cuts);
    return List.copyOf(cuts);
  }

  private static void write(Path folder, List<NamedCut> cuts) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("formatVersion", VERSION);
    json.put("cuts", cuts.stream().map(NamedCuts::json).toList());
    String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    Path file = folder.resolve(NAME);
    try {
      AtomicFiles.write(file, text + "\n");
    } catch (IOException e) {
      throw new InvalidRunException(file, "cannot be written: " + FileProblem.inWords(e), e);
    }
  }

  private static Map<String, Object> json(NamedCut cut) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", cut.name());
    json.put("threshold", cut.cut().threshold());
    json.put("layerThresholds", new TreeMap<>(cut.cut().layers()));
    json.put("epoch", cut.epoch());
    json.put("weights", cut.exact() ? "exact" : "quantised");
    json.put("split", cut.split().key());
    json.put("samples", cut.error().samples());
    json.put("errorPercent", Double.isNaN(cut.error().percent()) ? null : cut.error().percent());
    json.put("keptWeights", cut.kept());
    json.put("totalWeights", cut.total());
    json.put("compression", cut.kept() == 0 ? null : cut.compression());
    json.put("saved", cut.saved().toString());
    return json;
  }

  private static NamedCut cut(JsonNode json) {
    Map<String, Double> layers = new LinkedHashMap<>();
    JsonNode thresholds = json.path("layerThresholds");
    thresholds.propertyNames().forEach(layer -> layers.put(layer, number(thresholds, layer)));
    return new NamedCut(
        json.path("name").asString(""),
        new Cut(number(json, "threshold"), layers),
        (int) number(json, "epoch"),
        json.path("weights").asString("").equals("exact"),
        split(json.path("split").asString("")),
        new MeasuredError(
            json.path("errorPercent").asDouble(Double.NaN), (int) number(json, "samples")),
        (long) number(json, "keptWeights"),
        (long) number(json, "totalWeights"),
        time(json.path("saved").asString("")));
  }

  private static Split split(String key) {
    return Arrays.stream(Split.values())
        .filter(split -> split.key().equals(key))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "split: expected one of %s, found \"%s\""
                    .formatted(Arrays.stream(Split.values()).map(Split::key).toList(), key)));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "saved: expected a time such as 2026-11-23T04:14:55Z, found \"%s\"".formatted(text), e);
    }
  }

  private static double number(JsonNode json, String key) {
    JsonNode value = json.path(key);
    if (!value.isNumber()) {
      throw new IllegalArgumentException(key + ": expected a number, found " + value);
    }
    return value.asDouble();
  }
}
