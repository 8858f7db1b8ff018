package org.sparsevd.run;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.io.ObjectMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.ImageShape;
import org.sparsevd.data.JsonProblem;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Trainer;
import org.tribuo.Tribuo;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a run comes from, as Tribuo says it of a model: every setting is a parameter of the
 * trainer, the data are the dataset, and the rest are instance values: {@code seed}, {@code
 * dataset-sha256}, {@code preset}, {@code software}, {@code machine}, {@code outcome} and {@code
 * epochs}. All are classes of Tribuo and OLCUT, so whoever reads them needs none of this program's.
 * The run's name is left out: it may change.
 */
public final class RunProvenance {
  /** Where it stands in {@code run.json}. */
  static final String KEY = "provenance";

  private static final String CLASS_NAME = ObjectProvenance.CLASS_NAME;
  private static final String TRIBUO_VERSION = "tribuo-version";

  private RunProvenance() {}

  /** The provenance of a run; empty when its settings are not known. */
  public static Optional<ModelProvenance> of(RunInfo info) {
    return info.config().map(config -> model(info, config));
  }

  /**
   * Reads what {@code run.json} has under {@code provenance}; empty when there is none, as in runs
   * of earlier versions and other programs.
   *
   * @param folder of the run
   * @throws InvalidRunException when it is no provenance of a model
   */
  public static Optional<ModelProvenance> read(Path folder) throws IOException {
    Path file = folder.resolve(RunJson.NAME);
    String text = WholeFile.text(file);
    List<ObjectMarshalledProvenance> objects;
    try {
      JsonNode json = JsonMapper.shared().readTree(text).path(KEY);
      if (json.isMissingNode()) {
        return Optional.empty();
      }
      objects = ProvenanceJson.read(json);
    } catch (JacksonException e) {
      throw new InvalidRunException(file, "not JSON: " + JsonProblem.inWords(e), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidRunException(file, KEY + ": " + e.getMessage(), e);
    }
    try {
      return Optional.of((ModelProvenance) ProvenanceUtil.unmarshalProvenance(objects));
    } catch (RuntimeException e) { // of many classes, from constructors that OLCUT calls by name
      throw new InvalidRunException(
          file, KEY + ": expected a model's provenance as Tribuo writes it, found another", e);
    }
  }

  private static ModelProvenance model(RunInfo info, ExperimentConfig config) {
    Map<String, Provenance> fields = new LinkedHashMap<>();
    text(fields, CLASS_NAME, Run.class.getName());
    fields.put("dataset", dataset(info));
    fields.put("trainer", trainer(config));
    fields.put("trained-at", new DateTimeProvenance("trained-at", started(info)));
    fields.put("instance-values", new MapProvenance<>(instance(info, config)));
    text(fields, TRIBUO_VERSION, Tribuo.VERSION);
    text(fields, "java-version", info.software().getOrDefault("java", ""));
    text(fields, "os-name", info.machine().getOrDefault("os", ""));
    text(fields, "os-arch", info.machine().getOrDefault("architecture", ""));
    return new ModelProvenance(fields);
  }

  private static TrainerProvenance trainer(ExperimentConfig config) {
    Map<String, Provenance> fields = new LinkedHashMap<>();
    config.asMap().forEach((key, value) -> fields.put(key, setting(key, value)));
    text(fields, CLASS_NAME, Trainer.class.getName());
    text(fields, "host-short-name", "Trainer");
    fields.put(
        TrainerProvenance.TRAIN_INVOCATION_COUNT,
        new IntProvenance(TrainerProvenance.TRAIN_INVOCATION_COUNT, 0));
    fields.put(
        TrainerProvenance.IS_SEQUENCE, new BooleanProvenance(TrainerProvenance.IS_SEQUENCE, false));
    text(fields, TRIBUO_VERSION, Tribuo.VERSION);
    return new TrainerProvenanceImpl(fields);
  }

  private static Provenance setting(String key, Object value) {
    return switch (value) {
      case Boolean flag -> new BooleanProvenance(key, flag);
      case Integer number -> new IntProvenance(key, number);
      case Long number -> new LongProvenance(key, number);
      case Double number -> new DoubleProvenance(key, number);
      default -> new StringProvenance(key, value.toString());
    };
  }

  private static DatasetProvenance dataset(RunInfo info) {
    Map<String, Provenance> source = new LinkedHashMap<>();
    text(source, SimpleDataSourceProvenance.DESCRIPTION, info.data().name());
    source.put(
        DataSourceProvenance.DATASOURCE_CREATION_TIME,
        new DateTimeProvenance(DataSourceProvenance.DATASOURCE_CREATION_TIME, started(info)));
    source.put(DataSourceProvenance.OUTPUT_FACTORY, new LabelFactory().getProvenance());
    boolean hasLayers = !info.layers().isEmpty(); // they are known from epoch 0 on
    int features =
        info.data()
            .shape()
            .map(ImageShape::features)
            .orElse(hasLayers ? info.layers().getFirst().inputs() : 0);
    Map<String, Provenance> fields = new LinkedHashMap<>();
    text(fields, CLASS_NAME, Dataset.class.getName());
    fields.put("datasource", new SimpleDataSourceProvenance(source));
    fields.put("transformations", new ListProvenance<>());
    fields.put("is-sequence", new BooleanProvenance("is-sequence", false));
    fields.put("is-dense", new BooleanProvenance("is-dense", true));
    whole(fields, "num-examples", info.data().trainSize());
    whole(fields, "num-features", features);
    whole(fields, "num-outputs", hasLayers ? info.layers().getLast().outputs() : 0);
    text(fields, TRIBUO_VERSION, Tribuo.VERSION);
    return new DatasetProvenance(fields);
  }

  private static Map<String, Provenance> instance(RunInfo info, ExperimentConfig config) {
    Map<String, Provenance> values = new LinkedHashMap<>();
    values.put("seed", new LongProvenance("seed", config.seed()));
    values.put(
        "dataset-sha256",
        new HashProvenance(ProvenanceUtil.HashType.SHA256, "dataset-sha256", info.data().sha256()));
    info.preset().ifPresent(preset -> text(values, "preset", preset));
    values.put("software", texts(info.software()));
    values.put("machine", texts(info.machine()));
    text(values, "outcome", RunJson.word(info.state().kind()));
    whole(values, "epochs", info.state().epochs());
    return values;
  }

  private static MapProvenance<StringProvenance> texts(Map<String, String> strings) {
    Map<String, StringProvenance> values = new LinkedHashMap<>();
    strings.forEach((key, value) -> values.put(key, new StringProvenance(key, value)));
    return new MapProvenance<>(values);
  }

  private static void text(Map<String, Provenance> fields, String key, String value) {
    fields.put(key, new StringProvenance(key, value));
  }

  private static void whole(Map<String, Provenance> fields, String key, int value) {
    fields.put(key, new IntProvenance(key, value));
  }

  private static OffsetDateTime started(RunInfo info) {
    return info.started().orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC);
  }
}
