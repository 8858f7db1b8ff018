package org.sparsevd.bench;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.nn.Stage;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Method;

/**
 * What a training step cannot do without: its matrix products, and one pass over the parameters.
 *
 * @param network what the layers make up, such as {@code lenet-300-100}
 * @param batch samples a step
 * @param quantities 2 for Sparse VD: mean and variance of the activations, θ and log σ² of the
 *     weights; 1 for methods without variances
 * @param layers with weights, from the input on
 */
public record StepWork(String network, int batch, int quantities, List<LayerWork> layers) {
  /** A parameter and its two Adam moments. */
  private static final int ARRAYS_A_PARAMETER = 3;

  /** Each is read and written. */
  private static final int BYTES_AN_ELEMENT = 2 * Float.BYTES;

  public StepWork {
    layers = List.copyOf(layers);
  }

  /** What a product is for. */
  public enum Role {
    FORWARD,
    WEIGHT_GRADIENT,
    INPUT_GRADIENT
  }

  /**
   * A product of the step.
   *
   * @param layer the layer's name
   * @param count how often a step needs it
   */
  public record Part(String layer, Role role, ProductShape product, int count) {
    /** Floating-point operations a step. */
    public long flops() {
      return product.flops() * count;
    }
  }

  /**
   * The step of an experiment.
   *
   * @param stages the network's, see {@link ExperimentConfig#stages}
   */
  public static StepWork of(String network, ExperimentConfig config, List<Stage> stages) {
    List<LayerWork> layers = new ArrayList<>();
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Dense dense ->
            layers.add(new LayerWork.Dense(dense.name(), dense.inputs(), dense.outputs()));
        case Stage.Conv conv -> layers.add(new LayerWork.Conv(conv.name(), conv.geometry()));
        case Stage.Unflatten unflatten -> {}
        case Stage.MaxPool pool -> {}
        case Stage.Flatten flatten -> {}
      }
    }
    return new StepWork(
        network, config.batchSize(), config.method() == Method.SPARSE_VD ? 2 : 1, layers);
  }

  /** The products in the order of the network; the first layer needs no gradient of its input. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (LayerWork layer : layers) {
      int count = quantities * layer.repeats();
      parts.add(new Part(layer.name(), Role.FORWARD, layer.forward(batch), count));
      parts.add(new Part(layer.name(), Role.WEIGHT_GRADIENT, layer.weightGradient(batch), count));
      if (!layer.equals(layers.getFirst())) {
        parts.add(new Part(layer.name(), Role.INPUT_GRADIENT, layer.inputGradient(batch), count));
      }
    }
    return parts;
  }

  /** Floating-point operations of a step's products. */
  public long flops() {
    return parts().stream().mapToLong(Part::flops).sum();
  }

  /** Weights of all layers, without biases. */
  public long weights() {
    return layers.stream().mapToLong(LayerWork::weights).sum();
  }

  /** Bytes of a step's pass over the parameters and their moments, read and written. */
  public long parameterBytes() {
    return weights() * quantities * ARRAYS_A_PARAMETER * BYTES_AN_ELEMENT;
  }

  /** Floating-point operations of the products of an epoch. */
  public double epochFlops(int samples) {
    return (double) flops() * samples / batch;
  }

  /** Bytes of the parameter passes of an epoch. */
  public double epochBytes(int samples) {
    return (double) parameterBytes() * Math.ceilDiv(samples, batch);
  }

  /**
   * Seconds that an epoch takes at least: its products at the peak, then its parameter passes at
   * the speed of copying.
   *
   * @param flopsPerSecond of all cores together
   * @param bytesPerSecond read and written, all cores together
   */
  public double epochLimitSeconds(int samples, double flopsPerSecond, double bytesPerSecond) {
    return epochFlops(samples) / flopsPerSecond + epochBytes(samples) / bytesPerSecond;
  }
}
