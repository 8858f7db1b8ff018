package org.sparsevd.run.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published results this program's own are put beside: a JSON resource.
 *
 * @param networks in the order of the page
 * @param references full titles of what the sources name
 */
public record PublishedResults(List<Network> networks, List<String> references) {
  private static final String RESOURCE = "/org/sparsevd/results/published.json";

  /** Keeps "92.0" from becoming "92". */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  public PublishedResults {
    networks = List.copyOf(networks);
    references = List.copyOf(references);
  }

  /**
   * A network and what was published on it.
   *
   * @param presets names of the presets that train this network
   */
  public record Network(String name, List<String> presets, List<PublishedResult> results) {
    public Network {
      presets = List.copyOf(presets);
      results = List.copyOf(results);
    }
  }

  /** Reads them. */
  public static PublishedResults read() {
    try (InputStream resource = PublishedResults.class.getResourceAsStream(RESOURCE)) {
      JsonNode json = MAPPER.readTree(resource);
      List<Network> networks = new ArrayList<>();
      for (JsonNode network : json.required("networks")) {
        networks.add(
            new Network(
                network.required("name").asString(),
                strings(network.required("presets")),
                network.required("rows").valueStream().map(PublishedResults::row).toList()));
      }
      return new PublishedResults(networks, strings(json.required("references")));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  private static PublishedResult row(JsonNode json) {
    List<BigDecimal> sparsity =
        json.path("sparsityPercent").valueStream().map(JsonNode::decimalValue).toList();
    return new PublishedResult(
        json.required("method").asString(),
        number(json, "trainErrorPercent"),
        number(json, "errorPercent"),
        sparsity,
        number(json, "compression"),
        json.required("source").asString());
  }

  private static Optional<BigDecimal> number(JsonNode json, String key) {
    return Optional.of(json.path(key)).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
