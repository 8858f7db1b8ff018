package org.sparsevd.prune;

import java.util.BitSet;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.nn.LayerWeights;

/**
 * Which weights of one layer are kept. Weights are numbered row by row of θ [inputs × outputs]:
 * {@code input * outputs + output}. For a convolution the inputs are channel by channel (c · height
 * + y) · width + x of one filter, and the outputs are the filters.
 */
public interface LayerMask {
  int inputs();

  int outputs();

  /** Whether the weight is kept. */
  boolean kept(int weight);

  /** The mask of a layer at the log α of {@code threshold}; all is kept where there is no log α. */
  static LayerMask of(Kernels kernels, LayerWeights layer, double threshold) {
    int count = layer.weightCount();
    BitSet kept = new BitSet(count);
    kept.set(0, count);
    if (layer.logSigma2().isPresent()) {
      float[] logAlpha = Pruning.logAlpha(kernels, layer);
      for (int weight = 0; weight < count; weight++) {
        kept.set(weight, logAlpha[weight] < (float) threshold);
      }
    }
    return new LayerMask() {
      @Override
      public int inputs() {
        return layer.inputs();
      }

      @Override
      public int outputs() {
        return layer.outputs();
      }

      @Override
      public boolean kept(int weight) {
        return kept.get(weight);
      }
    };
  }
}
