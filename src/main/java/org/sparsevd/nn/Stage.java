package org.sparsevd.nn;

/**
 * One step of a network with its shapes, as an {@link Architecture} gives them for given data. ReLU
 * follows every convolution and every dense layer but the last.
 *
 * <p>From the first convolution to {@link Flatten} activations are [features × batch], a column a
 * sample, so that a convolution's inner loops run over neighbouring numbers; otherwise [batch ×
 * features].
 */
public sealed interface Stage {
  /** Turns [batch × features] into [features × batch] before the first convolution. */
  record Unflatten(Volume volume) implements Stage {}

  /** A convolution called {@code conv1}, {@code conv2}, … */
  record Conv(String name, Convolution geometry) implements Stage {}

  /** The largest of each size × size square; what does not fill a square is dropped. */
  record MaxPool(Volume input, int size) implements Stage {
    public MaxPool {
      if (size > input.height() || size > input.width()) {
        throw new IllegalArgumentException(
            "a %d × %d pool does not fit into a %s input".formatted(size, size, input));
      }
    }

    public Volume output() {
      return new Volume(input.channels(), input.height() / size, input.width() / size);
    }
  }

  /** Turns [features × batch] into [batch × features] after the last convolution or pool. */
  record Flatten(Volume volume) implements Stage {}

  /** A fully connected layer called {@code fc1}, {@code fc2}, … */
  record Dense(String name, int inputs, int outputs, boolean last) implements Stage {}
}
