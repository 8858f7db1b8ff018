package org.sparsevd.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The experiments that come with the program: one JSON resource each. */
public final class Presets {
  /** Order of the list; the first is the one a new user meets. */
  private static final List<String> NAMES =
      List.of(
          "demo",
          "demo-additive",
          "demo-multiplicative",
          "lenet-300-100",
          "lenet-300-100-dropout",
          "lenet-300-100-gaussian-dropout",
          "lenet-300-100-variational-dropout",
          "lenet-300-100-plain",
          "lenet-5-demo",
          "lenet-5",
          "lenet-5-tuned",
          "lenet-5-dropout",
          "lenet-5-plain",
          "random-labels-dropout",
          "random-labels-sparse-vd",
          "toy");

  private Presets() {}

  /**
   * An experiment with a name.
   *
   * @param name on the command line
   * @param title in the window
   * @param description what it shows, in one sentence
   * @param expected what a finished run comes to, where that is known
   */
  public record Preset(
      String name,
      String title,
      String description,
      ExperimentConfig config,
      Optional<Expected> expected) {}

  /** All presets. */
  public static List<Preset> all() {
    return Read.ALL;
  }

  /** Read once, and not before somebody asks. */
  private static final class Read {
    static final List<Preset> ALL = NAMES.stream().map(Presets::read).toList();
  }

  /**
   * The preset called {@code name}.
   *
   * @throws InvalidConfigException when there is none, naming the most similar
   */
  public static Preset named(String name) throws InvalidConfigException {
    return find(name)
        .orElseThrow(() ->
            new InvalidConfigException(
                "",
                "no preset \"%s\"; did you mean \"%s\"? sparsevd presets lists all"
                    .formatted(name, NearestName.to(name, NAMES))));
  }

  /** The preset called {@code name}; empty when there is none. */
  public static Optional<Preset> find(String name) {
    return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
  }

  private static Preset read(String name) {
    try (InputStream resource =
        Presets.class.getResourceAsStream("/org/sparsevd/presets/" + name + ".json")) {
      JsonNode json = JsonMapper.shared().readTree(resource);
      return new Preset(
          name,
          json.required("title").asString(),
          json.required("description").asString(),
          ConfigJson.read(json.required("config")),
          json.has("expected")
              ? Optional.of(Expected.read(json.get("expected")))
              : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("preset " + name, e);
    } catch (InvalidConfigException e) {
      throw new IllegalStateException("preset " + name + ": " + e.getMessage(), e);
    }
  }
}
