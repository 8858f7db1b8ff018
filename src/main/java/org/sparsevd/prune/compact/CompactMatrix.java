package org.sparsevd.prune.compact;

import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;

/** Weights [in × out] of a layer, sparse or dense, whichever takes fewer bytes in a file. */
public sealed interface CompactMatrix {
  /** All weights, zeros among them. */
  record Dense(FMatrixRMaj weights) implements CompactMatrix {}

  /** The weights that are not zero, column by column with rising rows. */
  record Sparse(FMatrixSparseCSC weights) implements CompactMatrix {}

  /** Takes a matrix in the form that is smaller. */
  static CompactMatrix of(FMatrixRMaj weights) {
    int kept = 0;
    for (int i = 0; i < weights.getNumElements(); i++) {
      kept += weights.data[i] == 0 ? 0 : 1;
    }
    long sparse = sparseBytes(weights.numRows, weights.numCols, kept);
    return sparse < denseBytes(weights.numRows, weights.numCols)
        ? new Sparse(sparse(weights, kept))
        : new Dense(weights);
  }

  private static FMatrixSparseCSC sparse(FMatrixRMaj weights, int kept) {
    FMatrixSparseCSC sparse = new FMatrixSparseCSC(weights.numRows, weights.numCols, kept);
    int at = 0;
    for (int column = 0; column < weights.numCols; column++) {
      for (int row = 0; row < weights.numRows; row++) {
        float value = weights.data[row * weights.numCols + column];
        if (value != 0) {
          sparse.nz_rows[at] = row;
          sparse.nz_values[at++] = value;
        }
      }
      sparse.col_idx[column + 1] = at;
    }
    sparse.nz_length = at;
    sparse.indicesSorted = true;
    return sparse;
  }

  /** Inputs of the layer. */
  default int inputs() {
    return switch (this) {
      case Dense(FMatrixRMaj weights) -> weights.numRows;
      case Sparse(FMatrixSparseCSC weights) -> weights.numRows;
    };
  }

  /** Neurons or filters of the layer. */
  default int outputs() {
    return switch (this) {
      case Dense(FMatrixRMaj weights) -> weights.numCols;
      case Sparse(FMatrixSparseCSC weights) -> weights.numCols;
    };
  }

  /** How many weights are stored: what takes part in a product. */
  default int stored() {
    return switch (this) {
      case Dense(FMatrixRMaj weights) -> weights.getNumElements();
      case Sparse(FMatrixSparseCSC weights) -> weights.nz_length;
    };
  }

  /** Weights that are not zero. */
  default int kept() {
    return switch (this) {
      case Dense(FMatrixRMaj weights) -> {
        int kept = 0;
        for (int i = 0; i < weights.getNumElements(); i++) {
          kept += weights.data[i] == 0 ? 0 : 1;
        }
        yield kept;
      }
      case Sparse(FMatrixSparseCSC weights) -> weights.nz_length;
    };
  }

  /** Bytes of a whole number from 0 to {@code largest}, without sign. */
  static int bytesFor(int largest) {
    return largest < 1 << 8 ? 1 : largest < 1 << 16 ? 2 : 4;
  }

  /** Bytes of {@code kept} values, their rows, and how many there are in each column. */
  private static long sparseBytes(int inputs, int outputs, int kept) {
    return (long) kept * (Float.BYTES + bytesFor(inputs)) + (long) outputs * bytesFor(inputs);
  }

  private static long denseBytes(int inputs, int outputs) {
    return (long) inputs * outputs * Float.BYTES;
  }
}
