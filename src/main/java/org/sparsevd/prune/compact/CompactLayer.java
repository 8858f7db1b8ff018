package org.sparsevd.prune.compact;

import org.ejml.data.FMatrixRMaj;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.Stage;

/** A step of a {@link CompactModel}. ReLU follows all that have weights but the last. */
public sealed interface CompactLayer {
  /** A step with weights. */
  sealed interface Weighted extends CompactLayer {
    /** As in the network it came from: {@code conv1}, {@code fc1}, … */
    String name();

    /** [in × out], without dead units. */
    CompactMatrix weights();

    /** [1 × out], with what dead units before it gave. */
    FMatrixRMaj bias();

    /** How often each weight is used for one sample. */
    int positions();
  }

  /** A convolution of the filters that live. */
  record Conv(String name, Convolution geometry, CompactMatrix weights, FMatrixRMaj bias)
      implements Weighted {
    @Override
    public int positions() {
      return geometry.output().height() * geometry.output().width();
    }
  }

  /** A dense layer of the neurons that live. */
  record Dense(String name, CompactMatrix weights, FMatrixRMaj bias, boolean last)
      implements Weighted {
    @Override
    public int positions() {
      return 1;
    }
  }

  /** The largest of each square. */
  record MaxPool(Stage.MaxPool stage) implements CompactLayer {}
}
