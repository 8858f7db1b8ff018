package org.sparsevd.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;

/**
 * Every layer's weights in the order of their log α, so that what a cut keeps is found by bisection
 * instead of by a pass over all weights. Immutable and thread-safe.
 */
public final class CutIndex {
  private final List<Layer> layers;

  private CutIndex(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /** Sorts the weights of {@code layers}; those without log σ² are kept whole by every cut. */
  public static CutIndex of(Kernels kernels, List<LayerWeights> layers) {
    List<float[]> logAlpha = new ArrayList<>();
    for (LayerWeights layer : layers) {
      boolean has = layer.logSigma2().isPresent();
      logAlpha.add(has ? Pruning.logAlpha(kernels, layer) : new float[0]);
    }
    return of(layers, logAlpha);
  }

  /**
   * Sorts weights whose log α is known.
   *
   * @param layers from the input on
   * @param logAlpha of every weight of each layer, in the order of its θ; empty for a layer that
   *     has none and is kept whole. Not changed
   */
  public static CutIndex of(List<LayerWeights> layers, List<float[]> logAlpha) {
    List<Layer> sorted = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int count = layers.get(i).weightCount();
      float[] values = logAlpha.get(i);
      if (values.length != 0 && values.length != count) {
        throw new IllegalArgumentException(
            "%s: expected %d values of log \u03b1, got %d"
                .formatted(layers.get(i).name(), count, values.length));
      }
      sorted.add(Layer.of(layers.get(i).name(), count, values));
    }
    return new CutIndex(sorted);
  }

  /** Whether any layer has log α to cut by. */
  public boolean canCut() {
    return layers.stream().anyMatch(layer -> layer.order.length > 0);
  }

  /** How many weights {@code cut} keeps in every layer: exact, as {@link Pruning#at} counts. */
  public Sparsity sparsity(Cut cut) {
    List<Sparsity.Layer> counts = new ArrayList<>();
    for (Layer layer : layers) {
      counts.add(new Sparsity.Layer(layer.name, layer.kept(cut.of(layer.name)), layer.total));
    }
    return new Sparsity(counts);
  }

  List<Layer> layers() {
    return layers;
  }

  /**
   * One layer.
   *
   * @param values log α, ascending, NaN last; empty when the layer has none
   * @param order the weight each value is of
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Layer(String name, int total, float[] values, int[] order) {
    private static Layer of(String name, int total, float[] logAlpha) {
      long[] keys = new long[logAlpha.length];
      for (int i = 0; i < keys.length; i++) {
        int bits = Float.floatToIntBits(logAlpha[i]); // one NaN only, which sorts last
        int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        keys[i] = (long) ascending << Integer.SIZE | i;
      }
      Arrays.sort(keys);
      int[] order = new int[keys.length];
      float[] values = new float[keys.length];
      for (int i = 0; i < keys.length; i++) {
        order[i] = (int) keys[i];
        values[i] = logAlpha[order[i]];
      }
      return new Layer(name, total, values, order);
    }

    /** Number of weights with log α below {@code threshold}; all when the layer has none. */
    int kept(double threshold) {
      if (values.length == 0) {
        return total;
      }
      float cut = (float) threshold;
      int low = 0;
      int high = values.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values[middle] < cut) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
