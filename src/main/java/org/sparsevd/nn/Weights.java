package org.sparsevd.nn;

import java.util.List;
import java.util.Optional;

/**
 * What a layer learns and how it is trained, whatever the layer's shape: its parameters, their KL
 * term and the optimiser's step.
 */
public interface Weights {
  /** Name of the layer: {@code conv1}, {@code fc1}, … from the input on. */
  String name();

  /**
   * The matrices that training changes, θ first, the bias last. Whoever changes a value from
   * outside calls {@link #parametersChanged} before the next forward pass.
   */
  List<Parameter> parameters();

  /**
   * Takes over weights of this layer's shapes: θ, bias, and the noise where both have it.
   *
   * @throws IllegalArgumentException when the shapes differ
   */
  void set(LayerWeights from);

  /** Sets the noise to where training begins, for the θ there is; nothing without noise. */
  void resetNoise();

  /** Forgets what was derived from the parameters. */
  void parametersChanged();

  /** The layer's bias. */
  Bias bias();

  /**
   * A copy of the weights as they are now.
   *
   * @param filter of a convolution, see {@link LayerWeights}
   */
  LayerWeights copy(Optional<Volume> filter);

  /** Σ KL of the weights in nats; NaN when the method has no such term. */
  double klNats();

  /**
   * Turns what the latest backward pass left in the gradients into the gradients of the whole loss,
   * data term + klWeight · ΣKL and what else the weights add. For looking at gradients; {@link
   * #update} does the same on its way.
   */
  void completeGradients(float klWeight);

  /**
   * The optimiser's step along the gradients of the whole loss, with the constraints on the
   * weights. What is left in the gradients afterwards means nothing.
   *
   * @param adam at its current step
   * @param klWeight weight of ΣKL
   */
  void update(Adam adam, float klWeight);
}
