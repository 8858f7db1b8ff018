package org.sparsevd.prune.compact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;

/**
 * Takes dead neurons and filters out of a pruned network, so that its outputs stay what they are.
 *
 * <p>A unit without a path of kept weights from the input gives a constant: ReLU of its bias and of
 * what constant units before it add. In place of such a unit, its constant times its weight goes
 * into the bias of each unit after it. A unit without a path to the output goes without a trace. A
 * constant other than 0 before a padded convolution stays a unit, because the padding around it is
 * 0. The same holds at {@link org.sparsevd.prune.LiveUnits}, which only counts.
 */
public final class Compaction {
  private final List<Stage> stages;
  private final List<LayerWeights> weights;
  private final List<Source> sources = new ArrayList<>(); // of each weight layer
  private final boolean[][] varies; // whether a unit's output depends on the input
  private final double[][] constant; // what it gives if not
  private final BitSet[] left;

  /**
   * How a layer's rows of weights belong to the units before it.
   *
   * @param units before the layer
   * @param perUnit neighbouring rows of each
   * @param padded whether the layer sees zeros around its input
   */
  private record Source(int units, int perUnit, boolean padded) {}

  private Compaction(List<Stage> stages, List<LayerWeights> weights) {
    this.stages = stages;
    this.weights = weights;
    varies = new boolean[weights.size()][];
    constant = new double[weights.size()][];
    left = new BitSet[weights.size()];
  }

  /**
   * The network of {@code stages} without what gives or gets nothing.
   *
   * @param input one sample, also where the first layer takes it as a row of features
   * @param stages of the network
   * @param weights from the input on, pruned ones zero; not changed
   * @param scaling of stored values
   * @throws IllegalArgumentException when the weights are not those of the stages
   */
  public static CompactModel of(
      Volume input, List<Stage> stages, List<LayerWeights> weights, InputScaling scaling) {
    Compaction compaction = new Compaction(stages, weights);
    compaction.findSources();
    for (int i = 0; i < weights.size(); i++) {
      compaction.findConstants(i);
    }
    for (int i = weights.size() - 1; i >= 0; i--) {
      compaction.findLeft(i);
    }
    return compaction.model(input, scaling);
  }

  private void findSources() {
    int units = 0;
    for (Stage stage : stages) {
      int inputs;
      boolean padded = false;
      switch (stage) {
        case Stage.Conv(_, Convolution geometry) -> {
          inputs = geometry.fanIn();
          padded = isPadded(geometry);
          units = geometry.input().channels();
        }
        case Stage.Dense dense -> {
          inputs = dense.inputs();
          units = sources.isEmpty() ? inputs : weights.get(sources.size() - 1).outputs();
        }
        default -> {
          continue;
        }
      }
      int layer = sources.size();
      if (layer >= weights.size() || weights.get(layer).inputs() != inputs) {
        throw new IllegalArgumentException(
            "layer %d: expected weights of %d inputs".formatted(layer + 1, inputs));
      }
      sources.add(new Source(units, inputs / units, padded));
    }
    if (sources.size() != weights.size()) {
      throw new IllegalArgumentException(
          "expected weights of %d layers, got %d".formatted(sources.size(), weights.size()));
    }
  }

  private static boolean isPadded(Convolution geometry) {
    // Zeros may be needed below and to the right only.
    int rows = (geometry.output().height() - 1) * geometry.stride() + geometry.kernelHeight();
    int columns = (geometry.output().width() - 1) * geometry.stride() + geometry.kernelWidth();
    return geometry.padTop() > 0
        || geometry.padLeft() > 0
        || rows > geometry.input().height()
        || columns > geometry.input().width();
  }

  /** Which units of layer {@code i} depend on the input, and what the others give. */
  private void findConstants(int i) {
    LayerWeights layer = weights.get(i);
    Source source = sources.get(i);
    int outputs = layer.outputs();
    varies[i] = new boolean[outputs];
    constant[i] = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      constant[i][k] = layer.bias().data[k];
    }
    for (int row = 0; row < layer.inputs(); row++) {
      int unit = row / source.perUnit();
      boolean moves = i == 0 || varies[i - 1][unit];
      double given = moves ? 0 : constant[i - 1][unit];
      for (int k = 0; k < outputs; k++) {
        float theta = layer.theta().data[row * outputs + k];
        if (theta != 0) {
          varies[i][k] |= moves || (source.padded() && given != 0);
          constant[i][k] += given * theta;
        }
      }
    }
    for (int k = 0; k < outputs; k++) {
      constant[i][k] = Math.max(0, constant[i][k]); // ReLU; nobody asks at the last layer
    }
  }

  /** Which units of layer {@code i} the network needs. */
  private void findLeft(int i) {
    int outputs = weights.get(i).outputs();
    left[i] = new BitSet(outputs);
    if (i == weights.size() - 1) {
      left[i].set(0, outputs);
      return;
    }
    LayerWeights next = weights.get(i + 1);
    Source source = sources.get(i + 1);
    for (int row = 0; row < next.inputs(); row++) {
      int unit = row / source.perUnit();
      boolean gives = varies[i][unit] || (source.padded() && constant[i][unit] != 0);
      for (int k = left[i + 1].nextSetBit(0); gives && k >= 0; k = left[i + 1].nextSetBit(k + 1)) {
        if (next.theta().data[row * next.outputs() + k] != 0) {
          left[i].set(unit);
          break;
        }
      }
    }
    if (left[i].isEmpty()) {
      left[i].set(0); // a layer of no units would be no layer
    }
  }

  private CompactModel model(Volume input, InputScaling scaling) {
    List<CompactLayer> layers = new ArrayList<>();
    int i = 0;
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Conv(String name, Convolution geometry) -> {
          layers.add(
              new CompactLayer.Conv(
                  name, shrunk(geometry, i), CompactMatrix.of(theta(i)), bias(i)));
          i++;
        }
        case Stage.Dense dense -> {
          layers.add(
              new CompactLayer.Dense(
                  dense.name(), CompactMatrix.of(theta(i)), bias(i), dense.last()));
          i++;
        }
        case Stage.MaxPool pool -> layers.add(new CompactLayer.MaxPool(shrunk(pool, i)));
        case Stage.Unflatten _, Stage.Flatten _ -> {} // all activations have a column a sample
      }
    }
    return new CompactModel(input, scaling, layers);
  }

  private Convolution shrunk(Convolution whole, int i) {
    int filters = left[i].cardinality();
    return new Convolution(
        withChannels(whole.input(), channels(whole.input(), i)),
        filters,
        whole.kernelHeight(),
        whole.kernelWidth(),
        whole.stride(),
        whole.padTop(),
        whole.padLeft(),
        withChannels(whole.output(), filters));
  }

  private Stage.MaxPool shrunk(Stage.MaxPool pool, int i) {
    return new Stage.MaxPool(withChannels(pool.input(), channels(pool.input(), i)), pool.size());
  }

  /** Channels that are left before layer {@code i}. */
  private int channels(Volume whole, int i) {
    return i == 0 ? whole.channels() : left[i - 1].cardinality();
  }

  private static Volume withChannels(Volume volume, int channels) {
    return new Volume(channels, volume.height(), volume.width());
  }

  /** Weights between units that are left. */
  private FMatrixRMaj theta(int i) {
    LayerWeights layer = weights.get(i);
    int[] rows = rowsLeft(i);
    int[] columns = left[i].stream().toArray();
    FMatrixRMaj theta = new FMatrixRMaj(rows.length, columns.length);
    int at = 0;
    for (int row : rows) {
      for (int column : columns) {
        theta.data[at++] = layer.theta().data[row * layer.outputs() + column];
      }
    }
    return theta;
  }

  private int[] rowsLeft(int i) {
    int[] rows = new int[weights.get(i).inputs()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (i == 0 || left[i - 1].get(row / sources.get(i).perUnit())) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  /** Biases of the units that are left, with the constants of those before them that are not. */
  private FMatrixRMaj bias(int i) {
    LayerWeights layer = weights.get(i);
    FMatrixRMaj bias = new FMatrixRMaj(1, left[i].cardinality());
    int at = 0;
    for (int k = left[i].nextSetBit(0); k >= 0; k = left[i].nextSetBit(k + 1)) {
      double sum = layer.bias().data[k];
      for (int row = 0; i > 0 && row < layer.inputs(); row++) {
        int unit = row / sources.get(i).perUnit();
        if (!left[i - 1].get(unit) && !varies[i - 1][unit]) {
          sum += constant[i - 1][unit] * layer.theta().data[row * layer.outputs() + k];
        }
      }
      bias.data[at++] = (float) sum;
    }
    return bias;
  }
}
