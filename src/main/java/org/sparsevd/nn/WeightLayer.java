package org.sparsevd.nn;

import java.util.List;
import java.util.Optional;

/** A layer with weights to learn: {@code conv1}, {@code fc1}, … from the input on. */
public interface WeightLayer extends Layer {
  /** What it learns. */
  Weights weights();

  /** How the inputs of one filter form a volume, for a convolution; empty for a dense layer. */
  default Optional<Volume> filter() {
    return Optional.empty();
  }

  default String name() {
    return weights().name();
  }

  /** See {@link Weights#parameters}. */
  default List<Parameter> parameters() {
    return weights().parameters();
  }

  /** See {@link Weights#parametersChanged}. */
  default void parametersChanged() {
    weights().parametersChanged();
  }

  /** A copy of the weights as they are now. */
  default LayerWeights copyWeights() {
    return weights().copy(filter());
  }
}
