package org.sparsevd.kernel;

import static org.sparsevd.kernel.VectorMath.LANES;
import static org.sparsevd.kernel.VectorMath.SPECIES;
import static org.sparsevd.kernel.VectorTile.COLUMNS;
import static org.sparsevd.kernel.VectorTile.ROWS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Copies blocks of A and B into panels in the order in which {@link VectorTile} reads them, padded
 * with zeros to whole tiles. Transposing happens here and nowhere else.
 */
final class VectorPacking {

  private VectorPacking() {}

  /** Width of the panel that starts {@code remaining} columns before the end of B. */
  static int panelWidth(int remaining) {
    return remaining <= LANES ? LANES : COLUMNS;
  }

  /**
   * Packs rows of op(A), stored transposed, into [depth × {@code width}], padded with zeros.
   * Neighbouring rows lie next to each other in the source, so whole vectors are copied.
   *
   * @param rows at most {@code width}
   * @param source holds Aᵀ [depth × rows] from {@code offset}, with rows {@code leading} apart
   * @param target mutated from index 0
   */
  static void packTransposedA(
      int rows, int width, int depth, float[] source, int offset, int leading, float[] target) {
    packColumns(rows, width, depth, source, offset, leading, target, 0);
  }

  /**
   * Packs the last few rows of op(A) [rows × depth] into [depth × 5], padded with zeros.
   *
   * @param source holds them from {@code offset}, {@code leading} apart
   * @param target mutated from index 0
   */
  static void packLastRowsOfA(
      int rows, int depth, float[] source, int offset, int leading, float[] target) {
    packRows(rows, ROWS, depth, source, offset, leading, target, 0);
  }

  /**
   * Packs op(B) [depth × columns] into panels [depth × (2 vectors)], the last one a single vector
   * wide when that is enough.
   *
   * @param source holds op(B) from {@code offset}: stored [depth × columns], or [columns × depth]
   *     when {@code transposed}, with rows {@code leading} apart
   * @param target mutated from index 0
   */
  static void packB(
      boolean transposed,
      int columns,
      int depth,
      float[] source,
      int offset,
      int leading,
      float[] target) {
    int at = 0;
    for (int j = 0; j < columns; j += COLUMNS) {
      int width = panelWidth(columns - j);
      int used = Math.min(width, columns - j);
      if (transposed) {
        packRows(used, width, depth, source, offset + j * leading, leading, target, at);
      } else if (used == COLUMNS) {
        packWideColumns(depth, source, offset + j, leading, target, at);
      } else {
        packColumns(used, width, depth, source, offset + j, leading, target, at);
      }
      at += width * depth;
    }
  }

  private static void packWideColumns(
      int depth, float[] source, int offset, int leading, float[] target, int at) {
    for (int p = 0; p < depth; p++) {
      FloatVector.fromArray(SPECIES, source, offset).intoArray(target, at);
      FloatVector.fromArray(SPECIES, source, offset + LANES).intoArray(target, at + LANES);
      offset += leading;
      at += COLUMNS;
    }
  }

  /** Packs {@code used} columns of a stored [depth × ...] matrix into a panel [depth × width]. */
  private static void packColumns(
      int used,
      int width,
      int depth,
      float[] source,
      int offset,
      int leading,
      float[] target,
      int at) {
    for (int p = 0; p < depth; p++) {
      System.arraycopy(source, offset, target, at, used);
      Arrays.fill(target, at + used, at + width, 0f);
      offset += leading;
      at += width;
    }
  }

  /** Packs {@code used} rows of a stored [... × depth] matrix into a panel [depth × width]. */
  private static void packRows(
      int used,
      int width,
      int depth,
      float[] source,
      int offset,
      int leading,
      float[] target,
      int at) {
    int r = 0;
    for (; width == COLUMNS && r + 8 <= used; r += 8) {
      packEightRows(depth, source, offset + r * leading, leading, target, at + r);
    }
    for (; r < used; r++) {
      int from = offset + r * leading;
      for (int p = 0; p < depth; p++) {
        target[at + r + p * width] = source[from + p];
      }
    }
    for (; r < width; r++) {
      for (int p = 0; p < depth; p++) {
        target[at + r + p * width] = 0f;
      }
    }
  }

  /** Packs eight rows into eight neighbouring columns of a wide panel. */
  private static void packEightRows(
      int depth, float[] source, int row0, int leading, float[] target, int at) {
    int row1 = row0 + leading;
    int row2 = row1 + leading;
    int row3 = row2 + leading;
    int row4 = row3 + leading;
    int row5 = row4 + leading;
    int row6 = row5 + leading;
    int row7 = row6 + leading;
    for (int p = 0; p < depth; p++) {
      int to = at + p * COLUMNS;
      target[to] = source[row0 + p];
      target[to + 1] = source[row1 + p];
      target[to + 2] = source[row2 + p];
      target[to + 3] = source[row3 + p];
      target[to + 4] = source[row4 + p];
      target[to + 5] = source[row5 + p];
      target[to + 6] = source[row6 + p];
      target[to + 7] = source[row7 + p];
    }
  }
}
