package org.sparsevd.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.nn.Network;
import org.sparsevd.nn.Parameter;
import org.sparsevd.nn.WeightLayer;

/**
 * All that a training is at the end of an epoch, copied: what it needs to go on as if it had never
 * stopped. There is no random state in it, because every random number is drawn from the seed, the
 * epoch and the step (see {@link org.sparsevd.nn.Purpose}).
 *
 * @param epoch completed
 * @param step number of the latest step of the optimiser, 0 before the first
 * @param parameters of different names, in any order
 */
public record TrainingState(int epoch, long step, List<Values> parameters) {
  public TrainingState {
    parameters = List.copyOf(parameters);
    if (epoch < 0 || step < 0) {
      throw new IllegalArgumentException(
          "expected an epoch and step of 0 or more, got %d and %d".formatted(epoch, step));
    }
  }

  /**
   * One parameter and Adam's two moments, [rows × columns] in row-major order. Never changed.
   *
   * @param name as {@link Parameter#name}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Values(
      String name, int rows, int columns, float[] value, float[] first, float[] second) {
    public Values {
      long size = (long) rows * columns;
      if (value.length != size || first.length != size || second.length != size) {
        throw new IllegalArgumentException(
            "%s: expected 3 arrays of [%d × %d], got %d, %d and %d values"
                .formatted(name, rows, columns, value.length, first.length, second.length));
      }
    }

    private static Values of(Parameter parameter) {
      return new Values(
          parameter.name(),
          parameter.value().numRows,
          parameter.value().numCols,
          copy(parameter.value()),
          copy(parameter.firstMoment()),
          copy(parameter.secondMoment()));
    }

    private static float[] copy(FMatrixRMaj matrix) {
      return Arrays.copyOf(matrix.data, matrix.getNumElements());
    }

    private void restore(Parameter parameter) {
      System.arraycopy(value, 0, parameter.value().data, 0, value.length);
      System.arraycopy(first, 0, parameter.firstMoment().data, 0, first.length);
      System.arraycopy(second, 0, parameter.secondMoment().data, 0, second.length);
    }
  }

  /** The state of a network in training. */
  static TrainingState of(int epoch, long step, Network network) {
    return new TrainingState(epoch, step, parameters(network).stream().map(Values::of).toList());
  }

  /**
   * Puts a newly built network into this state.
   *
   * @throws IllegalArgumentException when its parameters are others than these
   */
  void restore(Network network) {
    Map<String, Parameter> live = new TreeMap<>();
    parameters(network).forEach(parameter -> live.put(parameter.name(), parameter));
    List<String> expected =
        live.values().stream()
            .map(p -> shape(p.name(), p.value().numRows, p.value().numCols))
            .toList();
    List<String> found =
        parameters.stream().map(p -> shape(p.name(), p.rows(), p.columns())).sorted().toList();
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "expected the parameters %s, got %s".formatted(expected, found));
    }
    parameters.forEach(values -> values.restore(live.get(values.name())));
    network.weightLayers().forEach(WeightLayer::parametersChanged);
  }

  private static String shape(String name, int rows, int columns) {
    return "%s [%d × %d]".formatted(name, rows, columns);
  }

  private static List<Parameter> parameters(Network network) {
    List<Parameter> parameters = new ArrayList<>();
    for (WeightLayer layer : network.weightLayers()) {
      parameters.addAll(layer.parameters());
    }
    return parameters;
  }
}
