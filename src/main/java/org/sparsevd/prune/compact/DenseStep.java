package org.sparsevd.prune.compact;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.kernel.Compute;

/** output = Wᵀ · input + b of a dense layer whose weights are nearly all kept. */
final class DenseStep implements CompactPredictor.Step {
  private final Compute compute;
  private final FMatrixRMaj weights;
  private final FMatrixRMaj bias;
  private final boolean rectified;

  DenseStep(Compute compute, FMatrixRMaj weights, FMatrixRMaj bias, boolean rectified) {
    this.compute = compute;
    this.weights = weights;
    this.bias = bias;
    this.rectified = rectified;
  }

  @Override
  public void apply(FMatrixRMaj input, FMatrixRMaj output) {
    int batch = input.numCols;
    output.reshape(weights.numCols, batch);
    for (int unit = 0; unit < weights.numCols; unit++) {
      Arrays.fill(output.data, unit * batch, (unit + 1) * batch, bias.data[unit]);
    }
    compute.gemm(
        true,
        false,
        weights.numCols,
        batch,
        weights.numRows,
        weights.data,
        0,
        weights.numCols,
        input.data,
        0,
        batch,
        true,
        output.data,
        0,
        batch);
    if (rectified) {
      compute.kernels().rectify(output.data, 0, output.getNumElements());
    }
  }
}
