package org.sparsevd.nn;

import java.util.List;

/** A layer with weights to learn, called {@code fc1}, {@code fc2}, … from the input on. */
public interface WeightLayer extends Layer {
  String name();

  /** The matrices that training changes. */
  List<Parameter> parameters();

  /** A copy of the weights as they are now. */
  LayerWeights copyWeights();

  /** Σ KL of the layer's weights in nats; NaN when the method has no such term. */
  double klNats();

  /** Adds klWeight · ∂ΣKL/∂parameter to the gradients of the latest backward pass. */
  void addKlGradient(float klWeight);

  /** Called after each step of the optimiser, for constraints on the weights. */
  void afterStep();
}
