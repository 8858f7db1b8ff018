package org.sparsevd.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/**
 * A chain of layers under training, with the activations and gradients between them. One thread at
 * a time.
 */
public final class Network {
  private final List<Layer> layers;
  private final SoftmaxCrossEntropy loss;
  private final List<WeightLayer> weightLayers = new ArrayList<>();
  private final FMatrixRMaj[] outputs; // outputs[i] of layers[i]
  private int firstWeightLayer;
  private final FMatrixRMaj[] gradients; // ∂L/∂outputs[i]

  /**
   * @param layers from the input on; the last one's outputs are the logits
   */
  public Network(Compute compute, List<? extends Layer> layers) {
    loss = new SoftmaxCrossEntropy(compute);
    this.layers = List.copyOf(layers);
    outputs = new FMatrixRMaj[layers.size()];
    gradients = new FMatrixRMaj[layers.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new FMatrixRMaj(0, 0);
      gradients[i] = new FMatrixRMaj(0, 0);
      if (layers.get(i) instanceof WeightLayer weightLayer) {
        firstWeightLayer = weightLayers.isEmpty() ? i : firstWeightLayer;
        weightLayers.add(weightLayer);
      }
    }
  }

  /** The layers that learn, from the input on. */
  public List<WeightLayer> weightLayers() {
    return weightLayers;
  }

  /**
   * Gradients of N · mean cross-entropy + klWeight · ΣKL for one minibatch, left in the parameters.
   *
   * @param inputs [batch × in]; not modified
   * @param labels at least batch of them
   * @param sampleCount N, the number of training samples
   * @param klWeight weight of ΣKL
   * @param step number of the step, which decides the noise
   * @return N · mean cross-entropy in nats
   */
  public double gradients(
      FMatrixRMaj inputs, int[] labels, int sampleCount, float klWeight, long step) {
    double dataTermNats = passes(inputs, labels, sampleCount, step);
    for (int i = 0; i < weightLayers.size(); i++) {
      weightLayers.get(i).weights().completeGradients(klWeight);
    }
    return dataTermNats;
  }

  /**
   * Forward and backward pass of one minibatch, to be followed by {@link #update}.
   *
   * @param inputs [batch × in]; not modified
   * @param labels at least batch of them
   * @param sampleCount N, the number of training samples
   * @param step number of the step, which decides the noise
   * @return N · mean cross-entropy in nats
   */
  public double passes(FMatrixRMaj inputs, int[] labels, int sampleCount, long step) {
    FMatrixRMaj logits = forward(inputs, step);
    float scale = (float) sampleCount / inputs.numRows;
    double sum = loss.sum(logits, labels, scale, gradients[layers.size() - 1]);
    for (int i = layers.size() - 1; i >= 0; i--) {
      FMatrixRMaj input = i == 0 ? inputs : outputs[i - 1];
      // Below the first layer with weights nobody needs gradients.
      FMatrixRMaj inputGradient = i <= firstWeightLayer ? null : gradients[i - 1];
      layers.get(i).backward(input, outputs[i], gradients[i], inputGradient);
    }
    return sum * sampleCount / inputs.numRows;
  }

  private FMatrixRMaj forward(FMatrixRMaj inputs, long step) {
    FMatrixRMaj activations = inputs;
    for (int i = 0; i < outputs.length; i++) {
      layers.get(i).forward(activations, outputs[i], step);
      activations = outputs[i];
    }
    return activations;
  }

  /**
   * Lets the optimiser take its step along the gradients of the latest {@link #passes}.
   *
   * @param learningRate of the step
   * @param klWeight weight of ΣKL
   * @param step number of the step, from 1
   */
  public void update(Adam adam, double learningRate, float klWeight, long step) {
    adam.begin(learningRate, step);
    for (int i = 0; i < weightLayers.size(); i++) {
      weightLayers.get(i).weights().update(adam, klWeight);
    }
  }

  /** A copy of all weights as they are now. */
  public List<LayerWeights> copyWeights() {
    return weightLayers.stream().map(WeightLayer::copyWeights).toList();
  }

  /** Σ KL over the layers in nats; NaN when the method has no such term. */
  public double klNats() {
    return weightLayers.stream().mapToDouble(layer -> layer.weights().klNats()).sum();
  }

  /** The first layer from the input on with a NaN or infinite weight; empty when there is none. */
  public Optional<String> firstLayerWithNonFiniteWeights() {
    return weightLayers.stream()
        .filter(layer -> layer.parameters().stream().anyMatch(p -> !isFinite(p.value())))
        .map(WeightLayer::name)
        .findFirst();
  }

  /** The first weight layer whose latest output is NaN or infinite; empty when there is none. */
  public Optional<String> firstLayerWithNonFiniteOutput() {
    for (int i = 0; i < outputs.length; i++) {
      if (layers.get(i) instanceof WeightLayer layer && !isFinite(outputs[i])) {
        return Optional.of(layer.name());
      }
    }
    return Optional.empty();
  }

  private static boolean isFinite(FMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      if (!Float.isFinite(matrix.data[i])) {
        return false;
      }
    }
    return true;
  }
}
