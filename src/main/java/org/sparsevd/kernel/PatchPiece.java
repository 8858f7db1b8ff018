package org.sparsevd.kernel;

import java.util.Arrays;

/**
 * A copy of a piece of {@link Patches} that fits the second-level cache: the rows of some weights,
 * in some columns of one row of outputs. Reused from piece to piece and from product to product, so
 * its buffer only grows; belongs to one thread at a time.
 */
final class PatchPiece {

  /** Fewest columns worth a call of their own. */
  private static final int GRAIN = 32;

  private Patches patches;
  private int y;
  private int from;
  private int maxColumns;
  private int rows;
  private int columns;
  private int stride;
  private float[] values = {};

  /**
   * Makes room, and cuts the rows of outputs into equal pieces.
   *
   * @param maxRows most weights of a piece
   * @param longest most columns of a piece
   */
  void begin(Patches patches, int maxRows, int longest) {
    this.patches = patches;
    int length = patches.rowLength();
    int even = Math.ceilDiv(length, Math.ceilDiv(length, longest));
    maxColumns = Math.ceilDiv(even, GRAIN) * GRAIN;
    stride = rowStride(maxColumns);
    if (values.length < maxRows * stride) {
      values = new float[maxRows * stride];
    }
  }

  /** Distance between rows that spreads them over the sets of a cache: an odd number of lines. */
  static int rowStride(int columns) {
    return (Math.ceilDiv(columns, 16) | 1) * 16;
  }

  /** Goes to the columns of output row y that begin at its column {@code from}. */
  void moveTo(int y, int from) {
    this.y = y;
    this.from = from;
    columns = Math.min(maxColumns, patches.rowLength() - from);
  }

  /** Columns from one piece to the next. */
  int step() {
    return maxColumns;
  }

  /** Number of weights copied last. */
  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** Index of the first column among all outputs of a filter. */
  int position() {
    return y * patches.rowLength() + from;
  }

  /** [rows × columns] from index 0, rows {@link #stride()} apart. */
  float[] values() {
    return values;
  }

  int stride() {
    return stride;
  }

  /**
   * Copies the rows of weights {@code weights[pFrom] … weights[pTo − 1]}.
   *
   * @param input [channels · height · width × batch]
   */
  void copy(float[] input, int[] weights, int pFrom, int pTo) {
    rows = pTo - pFrom;
    for (int i = 0; i < rows; i++) {
      int p = weights[pFrom + i];
      int tap = p % patches.taps();
      int row = y * patches.stride() + tap / patches.kernelWidth() - patches.padTop();
      int target = i * stride;
      if (row < 0 || row >= patches.height()) {
        Arrays.fill(values, target, target + columns, 0f);
      } else {
        int plane = p / patches.taps() * patches.height();
        int inputRow = (plane + row) * patches.width() * patches.batch();
        int shift = tap % patches.kernelWidth() - patches.padLeft();
        if (patches.stride() == 1) {
          copyRow(input, inputRow, shift, target);
        } else {
          copyColumns(input, inputRow, shift, target);
        }
      }
    }
  }

  /** With stride 1 neighbours see neighbours: one copy, with zeros left and right of it. */
  private void copyRow(float[] input, int inputRow, int shift, int target) {
    int batch = patches.batch();
    int to = from + columns;
    int start = Math.clamp((long) -shift * batch, from, to);
    int end = Math.clamp((long) (patches.width() - shift) * batch, start, to);
    int zero = target - from; // where column 0 of the row of outputs would be
    Arrays.fill(values, target, zero + start, 0f);
    if (start < end) { // else the piece is all zeros, and the input may end before it
      System.arraycopy(input, inputRow + shift * batch + start, values, zero + start, end - start);
    }
    Arrays.fill(values, zero + end, zero + to, 0f);
  }

  private void copyColumns(float[] input, int inputRow, int shift, int target) {
    int batch = patches.batch();
    int to = from + columns;
    int zero = target - from;
    for (int j = from; j < to; ) {
      int x = j / batch;
      int end = Math.min(to, (x + 1) * batch);
      int column = x * patches.stride() + shift;
      if (column < 0 || column >= patches.width()) {
        Arrays.fill(values, zero + j, zero + end, 0f);
      } else {
        int source = inputRow + column * batch + j - x * batch;
        System.arraycopy(input, source, values, zero + j, end - j);
      }
      j = end;
    }
  }

  /** Squares every element. */
  void square() {
    float[] values = this.values;
    int length = rows * stride;
    for (int i = 0; i < length; i++) {
      values[i] *= values[i];
    }
  }
}
