package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;

/**
 * One step of the network from activations to activations. A layer keeps what its backward pass
 * needs from its forward pass, so passes come in pairs on one thread. Nothing is allocated once the
 * largest batch has been seen.
 */
public interface Layer {
  /**
   * Training forward pass, with noise where the layer has any.
   *
   * @param input [batch × in], or [in × batch] between {@link Stage.Unflatten} and {@link
   *     Stage.Flatten}; not modified
   * @param output likewise of out; overwritten
   * @param step number of the optimiser's step, which decides the noise
   */
  void forward(FMatrixRMaj input, FMatrixRMaj output, long step);

  /**
   * Backward pass: from ∂L/∂output to ∂L/∂input and to the gradients of the layer's parameters.
   *
   * @param input as in the forward pass
   * @param output as the forward pass left it
   * @param outputGradient of the output's shape; may be overwritten
   * @param inputGradient of the input's shape; overwritten; null when nobody needs it
   */
  void backward(
      FMatrixRMaj input, FMatrixRMaj output, FMatrixRMaj outputGradient, FMatrixRMaj inputGradient);
}
