package org.sparsevd.kernel;

import java.util.Arrays;

/**
 * The filters of a convolution: a matrix θ [weights × filters], and on request a second one that
 * meets the squared patches.
 *
 * <p>Weights (rows) and filters (columns) that hold nothing but zeros can be left out: they add
 * nothing to any product, and a network that prunes has more and more of them. Reused from step to
 * step; while it is set, the threads that multiply only read it.
 */
public final class FilterBank {
  private final int weights;
  private final int filters;
  private final int[] rows;
  private final int[] columns;
  private final boolean[] keepsRow;
  private final boolean[] keepsColumn;
  private int rowCount;
  private int columnCount;
  private boolean hasSecond;
  private final Matrix first = new Matrix();
  private final Matrix second = new Matrix();

  /** One matrix, whole or without what is left out. */
  static final class Matrix {
    private float[] theta;
    private float[] wide;
    private float[] thetaCopy = {};
    private float[] wideCopy = {};

    /** [kept weights × kept filters]. */
    float[] theta() {
      return theta;
    }

    /** [weights × kept filters]. */
    float[] wide() {
      return wide;
    }

    private void set(float[] whole) {
      theta = whole;
      wide = whole;
    }

    private void reserveCopies(int length) {
      if (thetaCopy.length < length) {
        thetaCopy = new float[length];
        wideCopy = new float[length];
      }
      theta = thetaCopy;
      wide = wideCopy;
    }
  }

  public FilterBank(int weights, int filters) {
    this.weights = weights;
    this.filters = filters;
    rows = new int[weights];
    columns = new int[filters];
    keepsRow = new boolean[weights];
    keepsColumn = new boolean[filters];
  }

  /**
   * Holds all of θ; kept, not copied.
   *
   * @param theta [weights × filters]
   * @param theta2 like theta, or null
   */
  public void set(float[] theta, float[] theta2) {
    for (int i = 0; i < weights; i++) {
      rows[i] = i;
    }
    for (int i = 0; i < filters; i++) {
      columns[i] = i;
    }
    rowCount = weights;
    columnCount = filters;
    first.set(theta);
    second.set(theta2);
    hasSecond = theta2 != null;
  }

  /**
   * Holds θ without what is pruned: without the weights and filters of which every element has a
   * score of {@code limit} or more. As {@link #set} when they are few, else a copy. Products are
   * those of all of θ, as long as inputs and gradients are finite.
   *
   * @param theta [weights × filters], 0 where the score is {@code limit} or more
   * @param theta2 like theta
   * @param score [weights × filters]
   */
  public void setPruned(float[] theta, float[] theta2, float[] score, float limit) {
    findKept(score, limit);
    if (rowCount * columnCount > 0.9 * weights * filters) {
      set(theta, theta2);
      return;
    }
    hasSecond = true;
    copyKept(theta, first);
    copyKept(theta2, second);
  }

  private void findKept(float[] score, float limit) {
    Arrays.fill(keepsRow, false);
    Arrays.fill(keepsColumn, false);
    // One of each at least: no product then needs to think of an empty matrix.
    keepsRow[0] = true;
    keepsColumn[0] = true;
    for (int i = 0; i < weights; i++) {
      for (int j = 0; j < filters; j++) {
        if (!(score[i * filters + j] >= limit)) { // NaN is kept
          keepsRow[i] = true;
          keepsColumn[j] = true;
        }
      }
    }
    rowCount = indices(keepsRow, rows);
    columnCount = indices(keepsColumn, columns);
  }

  private static int indices(boolean[] keeps, int[] indices) {
    int count = 0;
    for (int i = 0; i < keeps.length; i++) {
      if (keeps[i]) {
        indices[count++] = i;
      }
    }
    return count;
  }

  private void copyKept(float[] theta, Matrix kept) {
    kept.reserveCopies(theta.length);
    for (int i = 0; i < weights; i++) {
      for (int j = 0; j < columnCount; j++) {
        kept.wide[i * columnCount + j] = theta[i * filters + columns[j]];
      }
    }
    for (int i = 0; i < rowCount; i++) {
      System.arraycopy(kept.wide, rows[i] * columnCount, kept.theta, i * columnCount, columnCount);
    }
  }

  /** Number of weights that are not left out. */
  public int keptWeights() {
    return rowCount;
  }

  /** Number of filters that are not left out. */
  public int keptFilters() {
    return columnCount;
  }

  int filters() {
    return filters;
  }

  int weights() {
    return weights;
  }

  /** Whether nothing is left out. */
  boolean isWhole() {
    return rowCount == weights && columnCount == filters;
  }

  boolean keepsAllFilters() {
    return columnCount == filters;
  }

  /** The kept weights in rising order; only the first {@link #keptWeights()} count. */
  int[] rows() {
    return rows;
  }

  /** The kept filters in rising order; only the first {@link #keptFilters()} count. */
  int[] columns() {
    return columns;
  }

  /**
   * Copies the rows of kept filters next to each other.
   *
   * @param rows one a filter from {@code at}, {@code rowStride} apart; not changed
   * @param kept one a kept filter from 0, {@code keptStride} apart; mutated
   * @param length of the rows
   */
  void gather(float[] rows, int at, int rowStride, float[] kept, int keptStride, int length) {
    for (int i = 0; i < columnCount; i++) {
      System.arraycopy(rows, at + columns[i] * rowStride, kept, i * keptStride, length);
    }
  }

  /**
   * Copies the rows of kept filters to where they belong, and zeroes those of the others.
   *
   * @param kept one a kept filter from 0, {@code keptStride} apart; not changed
   * @param rows one a filter from {@code at}, {@code rowStride} apart; mutated
   * @param length of the rows
   */
  void spread(float[] kept, int keptStride, float[] rows, int at, int rowStride, int length) {
    int next = 0;
    for (int f = 0; f < filters; f++) {
      int row = at + f * rowStride;
      if (next < columnCount && columns[next] == f) {
        System.arraycopy(kept, next * keptStride, rows, row, length);
        next++;
      } else {
        Arrays.fill(rows, row, row + length, 0f);
      }
    }
  }

  Matrix first() {
    return first;
  }

  /** Null when there is no second matrix. */
  Matrix second() {
    return hasSecond ? second : null;
  }
}
