package org.sparsevd.bench;

import org.sparsevd.bench.ProductShape.Form;
import org.sparsevd.nn.Convolution;

/** The matrix products of a layer with weights, for one quantity (a mean, or a variance). */
public sealed interface LayerWork {
  /** The layer's name, such as {@code fc1}. */
  String name();

  /** Weights of the layer, without biases. */
  long weights();

  /** From the input of a batch to its output. */
  ProductShape forward(int batch);

  /** From a batch's input and its output's gradient to the gradient of the weights. */
  ProductShape weightGradient(int batch);

  /** From the gradient of a batch's output to that of its input. */
  ProductShape inputGradient(int batch);

  /** How many of these products a batch needs. */
  int repeats();

  /** A fully connected layer of weights [inputs × outputs] on activations [batch × inputs]. */
  record Dense(String name, int inputs, int outputs) implements LayerWork {
    @Override
    public long weights() {
      return (long) inputs * outputs;
    }

    @Override
    public ProductShape forward(int batch) {
      return new ProductShape(Form.NN, batch, outputs, inputs);
    }

    @Override
    public ProductShape weightGradient(int batch) {
      return new ProductShape(Form.TN, inputs, outputs, batch);
    }

    @Override
    public ProductShape inputGradient(int batch) {
      return new ProductShape(Form.NT, batch, inputs, outputs);
    }

    @Override
    public int repeats() {
      return 1;
    }
  }

  /**
   * A convolution of weights [filters × what one filter sees], as one product an output row over
   * the positions of that row in all images of the batch.
   *
   * @param geometry which inputs each output sees
   */
  record Conv(String name, Convolution geometry) implements LayerWork {
    @Override
    public long weights() {
      return (long) geometry.filters() * geometry.fanIn();
    }

    private int columns(int batch) {
      return geometry.output().width() * batch;
    }

    @Override
    public ProductShape forward(int batch) {
      return new ProductShape(Form.NN, geometry.filters(), columns(batch), geometry.fanIn());
    }

    @Override
    public ProductShape weightGradient(int batch) {
      return new ProductShape(Form.NT, geometry.filters(), geometry.fanIn(), columns(batch));
    }

    @Override
    public ProductShape inputGradient(int batch) {
      return new ProductShape(Form.TN, geometry.fanIn(), columns(batch), geometry.filters());
    }

    @Override
    public int repeats() {
      return geometry.output().height();
    }
  }
}
