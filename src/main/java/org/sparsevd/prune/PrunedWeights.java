package org.sparsevd.prune;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.nn.LayerWeights;

/**
 * A copy of a network's weights that is moved from cut to cut: only the weights between the two
 * cuts are touched. One thread at a time.
 */
public final class PrunedWeights {
  private final CutIndex index;
  private final List<LayerWeights> whole;
  private final List<LayerWeights> pruned = new ArrayList<>();
  private final int[] kept;

  /**
   * @param index of {@code layers}
   * @param layers copied where a cut can change them; they stay as they are
   */
  public PrunedWeights(CutIndex index, List<LayerWeights> layers) {
    this.index = index;
    whole = List.copyOf(layers);
    kept = new int[layers.size()];
    for (int i = 0; i < kept.length; i++) {
      LayerWeights layer = whole.get(i);
      boolean cuts = index.layers().get(i).order().length > 0;
      FMatrixRMaj theta = cuts ? layer.theta().copy() : layer.theta();
      pruned.add(layer.withTheta(theta));
      kept[i] = layer.weightCount();
    }
  }

  /**
   * The weights with those beyond {@code cut} set to zero, the same numbers as {@link Pruning#at}.
   * The matrices are the same ones at every call, changed in place.
   */
  public List<LayerWeights> at(Cut cut) {
    for (int i = 0; i < kept.length; i++) {
      CutIndex.Layer layer = index.layers().get(i);
      int wanted = layer.kept(cut.of(layer.name()));
      float[] from = whole.get(i).theta().data;
      float[] to = pruned.get(i).theta().data;
      for (int at = wanted; at < kept[i] && at < layer.order().length; at++) {
        to[layer.order()[at]] = 0;
      }
      for (int at = kept[i]; at < wanted; at++) {
        to[layer.order()[at]] = from[layer.order()[at]];
      }
      kept[i] = wanted;
    }
    return List.copyOf(pruned);
  }
}
