package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sparsevd.data.ImageShape;
import org.sparsevd.train.ConfigJson;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code run.json}: everything about a run but its epochs. */
final class RunJson {
  static final String NAME = "run.json";
  static final String FORMAT = "sparsevd-run";
  static final int VERSION = 1;

  private RunJson() {}

  static void write(Path folder, RunInfo info) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("formatVersion", VERSION);
    json.put("name", info.name());
    json.put("preset", info.preset().orElse(null));
    json.put("config", info.config().map(ExperimentConfig::asMap).orElse(null));
    json.put("seed", info.config().map(ExperimentConfig::seed).orElse(null));
    json.put("outcome", outcome(info.state()));
    json.put("dataset", dataset(info.data()));
    json.put("layers", info.layers().stream().map(RunJson::layer).toList());
    json.put("software", new TreeMap<>(info.software()));
    json.put("machine", new TreeMap<>(info.machine()));
    json.put("started", info.started().map(Instant::toString).orElse(null));
    json.put("finished", info.finished().map(Instant::toString).orElse(null));
    String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    AtomicFiles.write(folder.resolve(NAME), text + "\n");
  }

  private static Map<String, Object> outcome(RunInfo.State state) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", state.kind().name().toLowerCase(Locale.ROOT));
    json.put("epochs", state.epochs());
    json.put("message", state.message());
    return json;
  }

  private static Map<String, Object> dataset(RunInfo.Data data) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", data.name());
    json.put("sha256", data.sha256());
    json.put(
        "shape", data.shape().map(s -> List.of(s.channels(), s.height(), s.width())).orElse(null));
    json.put("trainSize", data.trainSize());
    json.put("validationSize", data.validationSize());
    json.put("testSize", data.testSize());
    return json;
  }

  private static Map<String, Object> layer(RunInfo.Layer layer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", layer.name());
    json.put("inputs", layer.inputs());
    json.put("outputs", layer.outputs());
    return json;
  }

  /**
   * Reads {@code run.json}. Only {@code formatVersion} must be there; what is missing is empty.
   *
   * @throws InvalidRunException when the file is missing, no JSON, of a newer version, or has a
   *     config that this program does not know
   */
  static RunInfo read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new InvalidRunException(file, "not found; a run folder has one");
    }
    try {
      JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
      int version = json.path("formatVersion").asInt(0);
      if (version < 1 || version > VERSION) {
        throw new InvalidRunException(
            file,
            "formatVersion: expected %d, found %s"
                .formatted(VERSION, json.path("formatVersion").asString("nothing")));
      }
      return info(folder, json);
    } catch (JacksonException e) {
      throw new InvalidRunException(file, "not JSON: " + e.getOriginalMessage(), e);
    } catch (InvalidConfigException e) {
      throw new InvalidRunException(file, "config: " + e.getMessage(), e);
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new InvalidRunException(file, e.getMessage(), e);
    }
  }

  private static RunInfo info(Path folder, JsonNode json) throws InvalidConfigException {
    JsonNode config = json.path("config");
    List<RunInfo.Layer> layers = new ArrayList<>();
    for (JsonNode layer : json.path("layers")) {
      layers.add(
          new RunInfo.Layer(
              layer.path("name").asString(""),
              layer.path("inputs").asInt(0),
              layer.path("outputs").asInt(0)));
    }
    return new RunInfo(
        json.path("name").asString(folder.getFileName().toString()),
        text(json.path("preset")),
        config.isObject() ? Optional.of(ConfigJson.read(config)) : Optional.empty(),
        layers,
        data(json.path("dataset")),
        state(json.path("outcome")),
        strings(json.path("software")),
        strings(json.path("machine")),
        text(json.path("started")).map(Instant::parse),
        text(json.path("finished")).map(Instant::parse));
  }

  private static RunInfo.Data data(JsonNode json) {
    JsonNode shape = json.path("shape");
    return new RunInfo.Data(
        json.path("name").asString(""),
        json.path("sha256").asString(""),
        shape.size() == 3
            ? Optional.of(
                new ImageShape(shape.get(0).asInt(), shape.get(1).asInt(), shape.get(2).asInt()))
            : Optional.empty(),
        json.path("trainSize").asInt(0),
        json.path("validationSize").asInt(0),
        json.path("testSize").asInt(0));
  }

  private static RunInfo.State state(JsonNode json) {
    String kind = json.path("kind").asString("completed");
    return new RunInfo.State(
        RunInfo.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        json.path("epochs").asInt(0),
        json.path("message").asString(""));
  }

  private static Map<String, String> strings(JsonNode json) {
    Map<String, String> strings = new TreeMap<>();
    json.properties().forEach(p -> strings.put(p.getKey(), p.getValue().asString("")));
    return strings;
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }
}
