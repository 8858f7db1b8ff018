package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;

/**
 * One step of the network from activations to activations. A layer keeps what its backward pass
 * needs from its forward pass, so passes come in pairs on one thread. Nothing is allocated once the
 * largest batch has been seen.
 */
public interface Layer {
  /** Width of the output, given the width of the input. */
  int outputs(int inputs);

  /**
   * Training forward pass, with noise where the layer has any.
   *
   * @param input [batch × in]; not modified
   * @param output [batch × out]; overwritten
   * @param step number of the optimiser's step, which decides the noise
   */
  void forward(FMatrixRMaj input, FMatrixRMaj output, long step);

  /**
   * Backward pass: from ∂L/∂output to ∂L/∂input and to the gradients of the layer's parameters.
   *
   * @param input [batch × in], as in the forward pass
   * @param output [batch × out], as the forward pass left it
   * @param outputGradient [batch × out]; may be overwritten
   * @param inputGradient [batch × in]; overwritten; null when nobody needs it
   */
  void backward(
      FMatrixRMaj input, FMatrixRMaj output, FMatrixRMaj outputGradient, FMatrixRMaj inputGradient);
}
