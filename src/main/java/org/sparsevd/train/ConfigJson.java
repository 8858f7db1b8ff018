package org.sparsevd.train;

import java.util.Map;
import org.sparsevd.data.JsonProblem;
import org.sparsevd.data.OneLine;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Configs as JSON objects: a flat object of settings by key, defaults for what is left out. */
public final class ConfigJson {
  /** A setting given twice would silently be the last one. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ConfigJson() {}

  /**
   * Reads a config.
   *
   * @throws InvalidConfigException when the text is no JSON object, or a key or value is not
   *     allowed: names key, value and what is allowed
   */
  public static ExperimentConfig parse(String json) throws InvalidConfigException {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new InvalidConfigException("", "not JSON: " + JsonProblem.inWords(e));
    }
    return read(node);
  }

  /** Reads a config from a parsed object; errors as {@link #parse}. */
  public static ExperimentConfig read(JsonNode node) throws InvalidConfigException {
    try {
      return config(node);
    } catch (InvalidConfigException e) {
      throw new InvalidConfigException(e.key(), OneLine.of(e.getMessage())); // it quotes the file
    }
  }

  private static ExperimentConfig config(JsonNode node) throws InvalidConfigException {
    if (!node.isObject()) {
      throw new InvalidConfigException("", "expected a JSON object of settings");
    }
    ExperimentConfig config = ExperimentConfig.defaults();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      JsonNode value = property.getValue();
      Setting setting = Setting.named(property.getKey());
      if (!value.isValueNode() || value.isNull()) {
        throw new InvalidConfigException(
            setting.key(),
            setting.key() + ": " + value + " is not allowed, expected " + setting.allowed());
      }
      config = config.with(setting.key(), value.asString());
    }
    return config.validated();
  }

  /** Writes every setting of {@code config}, in the order of the settings. */
  public static String write(ExperimentConfig config) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(config.asMap());
  }
}
