package org.sparsevd.kernel;

import static org.sparsevd.kernel.VectorTile.COLUMNS;
import static org.sparsevd.kernel.VectorTile.ROWS;

import java.util.Arrays;

/** Matrix product on the Vector API: blocks that fit the caches, packed, then tile by tile. */
final class VectorGemm {

  /** Longest piece of the sums taken at once: keeps a panel of B in the first-level cache. */
  private static final int DEPTH_BLOCK = 320;

  /** Rows of A packed at once, a multiple of the tile's: keeps them in the second-level cache. */
  private static final int ROW_BLOCK = 20 * ROWS;

  /** Columns of B packed at once, a multiple of every tile's. */
  private static final int COLUMN_BLOCK = 512;

  /** Up to this many rows of C, packing B costs more than it saves. */
  private static final int ROWS_WITHOUT_PACKING = 2 * ROWS;

  /** A tile of zeros, with rows 0 apart, for sums to start from. */
  private static final float[] ZEROS = new float[COLUMNS];

  private VectorGemm() {}

  /** See {@link Kernels#gemm}; the arguments have been checked. */
  static void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc,
      GemmScratch scratch) {
    if (k == 0 && !accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0f);
      }
    }
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    int blocks = (k + DEPTH_BLOCK - 1) / DEPTH_BLOCK;
    int maxDepth = (k + blocks - 1) / blocks;
    int maxRows = Math.min(ROW_BLOCK, roundUp(m, ROWS));
    int maxColumns = Math.min(COLUMN_BLOCK, roundUp(n, COLUMNS));
    scratch.reserve(maxRows * maxDepth, maxColumns * maxDepth, ROWS * COLUMNS);
    boolean packB = transposeB || m > ROWS_WITHOUT_PACKING;

    for (int j = 0; j < n; j += COLUMN_BLOCK) {
      int columns = Math.min(COLUMN_BLOCK, n - j);
      for (int p = 0; p < k; p += maxDepth) {
        int depth = Math.min(maxDepth, k - p);
        boolean start = p == 0 && !accumulate;
        int bStart = bOffset + (transposeB ? j * ldb + p : p * ldb + j);
        int whole = packB ? 0 : columns / COLUMNS * COLUMNS;
        VectorPacking.packB(transposeB, columns - whole, depth, b, bStart + whole, ldb, scratch.b);
        for (int i = 0; i < m; i += ROW_BLOCK) {
          int rows = Math.min(ROW_BLOCK, m - i);
          int aStart = aOffset + (transposeA ? p * lda + i : i * lda + p);
          VectorPacking.packA(transposeA, rows, depth, a, aStart, lda, scratch.a);
          int cStart = cOffset + i * ldc + j;
          if (whole > 0) {
            block(rows, whole, depth, scratch, b, bStart, COLUMNS, ldb, start, c, cStart, ldc);
          }
          if (whole < columns) {
            block(
                rows,
                columns - whole,
                depth,
                scratch,
                scratch.b,
                0,
                COLUMNS * depth,
                0,
                start,
                c,
                cStart + whole,
                ldc);
          }
        }
      }
    }
  }

  private static int roundUp(int size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }

  /**
   * C [rows × columns] += packed A · B, tile by tile.
   *
   * @param panelStep distance between B's panels
   * @param bStep distance between the rows of a panel, or 0 for its width
   * @param start whether the sums start from 0 instead of from C
   */
  private static void block(
      int rows,
      int columns,
      int depth,
      GemmScratch scratch,
      float[] b,
      int bi,
      int panelStep,
      int bStep,
      boolean start,
      float[] c,
      int cOffset,
      int ldc) {
    float[] a = scratch.a;
    float[] from = start ? ZEROS : c;
    int fromStep = start ? 0 : ldc;
    for (int j = 0; j < columns; j += COLUMNS) {
      int width = VectorPacking.panelWidth(columns - j);
      int used = Math.min(width, columns - j);
      int step = bStep == 0 ? width : bStep;
      for (int i = 0; i < rows; i += ROWS) {
        int ai = i * depth;
        int ci = cOffset + i * ldc + j;
        if (used == COLUMNS && rows - i >= ROWS) {
          VectorTile.wide(depth, a, ai, b, bi, step, from, start ? 0 : ci, fromStep, c, ci, ldc);
        } else {
          edge(
              Math.min(ROWS, rows - i),
              used,
              width,
              depth,
              scratch,
              ai,
              b,
              bi,
              step,
              start,
              c,
              ci,
              ldc);
        }
      }
      bi += panelStep;
    }
  }

  /** A tile that hangs over the edge of C goes through the scratch tile. */
  private static void edge(
      int rows,
      int used,
      int width,
      int depth,
      GemmScratch scratch,
      int ai,
      float[] b,
      int bi,
      int bStep,
      boolean start,
      float[] c,
      int ci,
      int ldc) {
    float[] tile = scratch.tile;
    if (!start) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(c, ci + r * ldc, tile, r * width, used);
      }
    }
    float[] from = start ? ZEROS : tile;
    int fromStep = start ? 0 : width;
    if (width == COLUMNS) {
      VectorTile.wide(depth, scratch.a, ai, b, bi, bStep, from, 0, fromStep, tile, 0, width);
    } else {
      VectorTile.narrow(depth, scratch.a, ai, b, bi, bStep, from, 0, fromStep, tile, 0, width);
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(tile, r * width, c, ci + r * ldc, used);
    }
  }
}
