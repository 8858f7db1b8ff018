package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.sparsevd.train.TrainingState;

/**
 * {@code checkpoint.safetensors}: the state a training goes on from. For every parameter such as
 * {@code fc1.theta} it holds {@code fc1.theta} itself and Adam's moments {@code fc1.theta.m} and
 * {@code fc1.theta.v}; the metadata names the completed epoch and the optimiser's step.
 *
 * <p>Complete in itself, and written after everything of its epoch but the weights file: so it is
 * of the same epoch as the weights file, or ahead when the process was killed between the two, and
 * then the weights file can be made from it.
 */
final class CheckpointFile {
  static final String NAME = "checkpoint.safetensors";
  private static final String FORMAT = "sparsevd-checkpoint-v1";
  private static final String FIRST_MOMENT = ".m";
  private static final String SECOND_MOMENT = ".v";

  private CheckpointFile() {}

  /** Writes the file aside and moves it into {@code folder}. */
  static void write(Path folder, TrainingState state) throws IOException {
    SequencedMap<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    for (TrainingState.Values values : state.parameters()) {
      put(tensors, values.name(), values, values.value());
      put(tensors, values.name() + FIRST_MOMENT, values, values.first());
      put(tensors, values.name() + SECOND_MOMENT, values, values.second());
    }
    Map<String, String> metadata =
        Map.of(
            "format", FORMAT,
            "epoch", Integer.toString(state.epoch()),
            "step", Long.toString(state.step()));
    AtomicFiles.write(folder.resolve(NAME), new Safetensors(tensors, metadata)::write);
  }

  private static void put(
      Map<String, Safetensors.Tensor> tensors,
      String name,
      TrainingState.Values shape,
      float[] values) {
    tensors.put(name, Safetensors.Tensor.of(values, shape.rows(), shape.columns()));
  }

  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  /**
   * Reads the file; empty when there is none.
   *
   * @throws InvalidRunException when it is not of this form
   */
  static Optional<TrainingState> read(Path folder) throws IOException {
    if (!isIn(folder)) {
      return Optional.empty();
    }
    Path file = folder.resolve(NAME);
    Safetensors content = Safetensors.read(file);
    String format = content.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new InvalidRunException(
          file, "metadata: expected the format %s, found %s".formatted(FORMAT, format));
    }
    try {
      return Optional.of(
          new TrainingState(
              Math.toIntExact(whole(content, "epoch")), whole(content, "step"), values(content)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidRunException(file, e.getMessage(), e);
    }
  }

  private static long whole(Safetensors content, String key) {
    String text = content.metadata().getOrDefault(key, "none");
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "metadata: expected a whole number \"" + key + "\", found " + text);
    }
    return Long.parseLong(text);
  }

  private static List<TrainingState.Values> values(Safetensors content) {
    Map<String, Safetensors.Tensor> tensors = content.tensors();
    List<TrainingState.Values> parameters = new ArrayList<>();
    for (Map.Entry<String, Safetensors.Tensor> entry : tensors.entrySet()) {
      String name = entry.getKey();
      Safetensors.Tensor first = tensors.get(name + FIRST_MOMENT);
      Safetensors.Tensor second = tensors.get(name + SECOND_MOMENT);
      if (first != null && second != null && entry.getValue().shape().size() == 2) {
        parameters.add(
            new TrainingState.Values(
                name,
                entry.getValue().shape().get(0),
                entry.getValue().shape().get(1),
                entry.getValue().values(),
                first.values(),
                second.values()));
      }
    }
    if (3 * parameters.size() != tensors.size()) {
      throw new IllegalArgumentException(
          "expected a matrix, .m and .v for every parameter, found " + content);
    }
    return parameters;
  }
}
