package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sparsevd.data.ImageShape;
import org.sparsevd.data.JsonProblem;
import org.sparsevd.nn.Volume;
import org.sparsevd.train.ConfigJson;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
    info.start().ifPresent(start -> json.put("initialWeights", start(start)));
    json.put("layers", info.layers().stream().map(RunJson::layer).toList());
    json.put("software", new TreeMap<>(info.software()));
    json.put("machine", new TreeMap<>(info.machine()));
    json.put("started", info.started().map(Instant::toString).orElse(null));
    json.put("finished", info.finished().map(Instant::toString).orElse(null));
    json.put("sessions", info.sessions().stream().map(RunJson::session).toList());
    json.put("changes", info.changes().stream().map(RunJson::change).toList());
    info.twin().ifPresent(twin -> json.put("twin", twin));
    // For Tribuo's users; all of it stands above too, and nothing is read from here.
    RunProvenance.of(info).ifPresent(it -> json.put(RunProvenance.KEY, ProvenanceJson.of(it)));
    String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    AtomicFiles.write(folder.resolve(NAME), text + "\n");
  }

  /** Writes another name into the file and leaves all else as it is. */
  static void rename(Path folder, String name) throws IOException {
    Path file = folder.resolve(NAME);
    try {
      if (JsonMapper.shared().readTree(WholeFile.text(file)) instanceof ObjectNode json) {
        json.put("name", name);
        AtomicFiles.write(
            file,
            JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
      }
    } catch (JacksonException e) {
      throw new InvalidRunException(file, "not a readable run: " + JsonProblem.inWords(e), e);
    }
  }

  private static Map<String, Object> outcome(RunInfo.State state) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", word(state.kind()));
    json.put("epochs", state.epochs());
    json.put("message", state.message());
    state.diagnosis().ifPresent(it -> json.put(DiagnosisJson.KEY, DiagnosisJson.of(it)));
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
    layer.filter().ifPresent(f -> json.put("filter", List.of(f.channels(), f.height(), f.width())));
    return json;
  }

  private static Map<String, Object> start(RunInfo.Start start) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", start.run());
    json.put("epoch", start.epoch());
    json.put("sha256", start.sha256());
    return json;
  }

  private static Map<String, Object> session(RunInfo.Session session) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("afterEpoch", session.afterEpoch());
    json.put("started", session.started().toString());
    json.put("finished", session.finished().map(Instant::toString).orElse(null));
    json.put("software", new TreeMap<>(session.software()));
    json.put("machine", new TreeMap<>(session.machine()));
    return json;
  }

  private static Map<String, Object> change(RunInfo.Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("epoch", change.epoch());
    json.put("setting", change.setting());
    json.put("from", change.from());
    json.put("to", change.to());
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
    String text = WholeFile.text(file);
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      checkVersion(file, json);
      return info(folder, json);
    } catch (JacksonException e) {
      throw new InvalidRunException(file, "not JSON: " + JsonProblem.inWords(e), e);
    } catch (InvalidConfigException e) {
      throw new InvalidRunException(file, "config: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidRunException(file, e.getMessage(), e);
    }
  }

  private static void checkVersion(Path file, JsonNode json) throws InvalidRunException {
    JsonNode found = json.path("formatVersion");
    int version = found.asInt(0);
    if (version > VERSION) {
      String maker =
          text(json.path("software").path("sparsevd-studio"))
              .map("; it was made by SparseVD Studio %s, which can open it"::formatted)
              .orElse("");
      throw new InvalidRunException(file, FormatVersion.newer(version, VERSION) + maker);
    } else if (version < 1) {
      throw new InvalidRunException(
          file, "formatVersion: expected %d, found %s".formatted(VERSION, shown(found)));
    }
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "none" : node.toString();
  }

  private static RunInfo info(Path folder, JsonNode json) throws InvalidConfigException {
    JsonNode config = json.path("config");
    List<RunInfo.Layer> layers = new ArrayList<>();
    for (JsonNode layer : json.path("layers")) {
      layers.add(
          new RunInfo.Layer(
              layer.path("name").asString(""),
              layer.path("inputs").asInt(0),
              layer.path("outputs").asInt(0),
              filter(layer.path("filter"))));
    }
    return new RunInfo(
        json.path("name").asString(folder.getFileName().toString()),
        text(json.path("preset")),
        config.isObject() ? Optional.of(ConfigJson.read(config)) : Optional.empty(),
        layers,
        data(json.path("dataset")),
        start(json.path("initialWeights")),
        state(json.path("outcome")),
        strings(json.path("software")),
        strings(json.path("machine")),
        time(json, "started"),
        time(json, "finished"),
        sessions(json.path("sessions")),
        changes(json.path("changes")),
        text(json.path("twin")));
  }

  private static List<RunInfo.Session> sessions(JsonNode json) {
    List<RunInfo.Session> sessions = new ArrayList<>();
    for (JsonNode session : json) {
      sessions.add(
          new RunInfo.Session(
              session.path("afterEpoch").asInt(0),
              strings(session.path("software")),
              strings(session.path("machine")),
              time(session, "started")
                  .orElseThrow(
                      () -> new IllegalArgumentException("sessions: each needs \"started\"")),
              time(session, "finished")));
    }
    return sessions;
  }

  private static List<RunInfo.Change> changes(JsonNode json) {
    List<RunInfo.Change> changes = new ArrayList<>();
    for (JsonNode change : json) {
      changes.add(
          new RunInfo.Change(
              change.path("epoch").asInt(0),
              change.path("setting").asString(""),
              change.path("from").asString(""),
              change.path("to").asString("")));
    }
    return changes;
  }

  private static Optional<Volume> filter(JsonNode json) {
    return json.size() == 3
        ? Optional.of(new Volume(json.get(0).asInt(0), json.get(1).asInt(0), json.get(2).asInt(0)))
        : Optional.empty();
  }

  private static Optional<RunInfo.Start> start(JsonNode json) {
    return json.isObject()
        ? Optional.of(
            new RunInfo.Start(
                json.path("run").asString(""),
                json.path("epoch").asInt(0),
                json.path("sha256").asString("")))
        : Optional.empty();
  }

  private static RunInfo.Data data(JsonNode json) {
    JsonNode shape = json.path("shape");
    return new RunInfo.Data(
        json.path("name").asString(""),
        json.path("sha256").asString(""),
        shape.size() == 3
            ? Optional.of(
                new ImageShape(shape.get(0).asInt(0), shape.get(1).asInt(0), shape.get(2).asInt(0)))
            : Optional.empty(),
        json.path("trainSize").asInt(0),
        json.path("validationSize").asInt(0),
        json.path("testSize").asInt(0));
  }

  private static RunInfo.State state(JsonNode json) {
    String kind = json.path("kind").asString("completed");
    RunInfo.Kind found =
        Arrays.stream(RunInfo.Kind.values())
            .filter(each -> word(each).equals(kind))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("outcome.kind: no outcome is \"" + kind + "\""));
    return new RunInfo.State(
        found,
        json.path("epochs").asInt(0),
        json.path("message").asString(""),
        DiagnosisJson.read(json.path(DiagnosisJson.KEY)));
  }

  static String word(RunInfo.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> strings(JsonNode json) {
    Map<String, String> strings = new TreeMap<>();
    json.properties().forEach(p -> strings.put(p.getKey(), p.getValue().asString("")));
    return strings;
  }

  private static Optional<Instant> time(JsonNode json, String key) {
    try {
      return text(json.path(key)).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s: expected a time such as 2026-11-23T04:14:55Z, found %s"
              .formatted(key, json.path(key)),
          e);
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }
}
