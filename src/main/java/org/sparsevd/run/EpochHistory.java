package org.sparsevd.run;

import java.util.List;
import java.util.Optional;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.LayerMask;

/**
 * Masks and weights of one past epoch, as {@code history/} keeps them.
 *
 * @param epoch its number
 * @param cut log α the masks were made at
 * @param layers from the input on
 */
public record EpochHistory(int epoch, double cut, List<Layer> layers) {
  public EpochHistory {
    layers = List.copyOf(layers);
  }

  /** The layer called {@code name}. */
  public Optional<Layer> layer(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
  }

  /**
   * One layer. Weights are numbered row by row of θ [inputs × outputs]: {@code input * outputs +
   * output}.
   */
  public interface Layer extends LayerMask {
    String name();

    /** How the inputs of one filter form a volume, for a convolution; empty for a dense layer. */
    Optional<Volume> filter();

    /** Whether the weight is kept at {@link EpochHistory#cut}: exact. */
    @Override
    boolean kept(int weight);

    /** Whether the method has log α at all. */
    boolean hasLogAlpha();

    /** log α, rounded to 0.1 but never across the cut; NaN when the method has none. */
    float logAlpha(int weight);

    /** θ as float16; NaN where it was not stored (log α ≥ 4). */
    float theta(int weight);

    /** Bias of an output: exact. */
    float bias(int output);
  }
}
