package org.sparsevd.nn;

import java.util.List;

/** A layer with weights to learn: {@code conv1}, {@code fc1}, … from the input on. */
public interface WeightLayer extends Layer {
  String name();

  /**
   * The matrices that training changes, θ first, the bias last. Whoever changes a value from
   * outside calls {@link #parametersChanged} before the next forward pass.
   */
  List<Parameter> parameters();

  /** Forgets what was derived from the parameters. */
  default void parametersChanged() {}

  /** A copy of the weights as they are now. */
  LayerWeights copyWeights();

  /** Σ KL of the layer's weights in nats; NaN when the method has no such term. */
  double klNats();

  /**
   * Turns what the latest backward pass left in the parameters' gradients into the gradients of the
   * whole loss, data term + klWeight · ΣKL and what else the layer adds. For looking at gradients;
   * {@link #update} does the same on its way.
   */
  void completeGradients(float klWeight);

  /**
   * The optimiser's step along the gradients of the whole loss, in one pass over the parameters,
   * with the layer's constraints on them. What is left in the gradients afterwards means nothing.
   *
   * @param adam at its current step
   * @param klWeight weight of ΣKL
   */
  void update(Adam adam, float klWeight);
}
