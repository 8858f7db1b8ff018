package org.sparsevd.kernel;

import static org.sparsevd.kernel.VectorTile.COLUMNS;
import static org.sparsevd.kernel.VectorTile.ROWS;

import java.util.Arrays;

/** Matrix product on the Vector API: blocks that fit the caches, B packed, then tile by tile. */
final class VectorGemm {

  /** Longest piece of the sums taken at once: keeps a panel of B in the first-level cache. */
  private static final int DEPTH_BLOCK = 192;

  /** Rows of A taken at once, a multiple of the tile's: keeps them in the second-level cache. */
  private static final int ROW_BLOCK = 24 * ROWS;

  /** Columns of B packed at once, a multiple of every tile's. */
  private static final int COLUMN_BLOCK = 512;

  /** Up to this many rows of C, packing B costs more than it saves. */
  private static final int ROWS_WITHOUT_PACKING = 2 * ROWS;

  /** A tile of zeros, with rows 0 apart, for sums to start from. */
  static final float[] ZEROS = new float[COLUMNS];

  private VectorGemm() {}

  /** See {@link Kernels#gemm}; the product has been checked. */
  static void gemm(Product product, GemmScratch scratch) {
    int m = product.m;
    int n = product.n;
    int k = product.k;
    if (k == 0 && !product.accumulate) {
      for (int i = 0; i < m; i++) {
        int row = product.cOffset + i * product.ldc;
        Arrays.fill(product.c, row, row + n, 0f);
      }
    }
    if (product.isEmpty()) {
      return;
    }
    int blocks = Math.ceilDiv(k, DEPTH_BLOCK);
    int maxDepth = Math.ceilDiv(k, blocks);
    int maxRows = product.transposeA ? Math.min(ROW_BLOCK, roundUp(m, ROWS)) : ROWS;
    int maxColumns = Math.min(COLUMN_BLOCK, roundUp(n, COLUMNS));
    scratch.reserve(maxRows * maxDepth, maxColumns * maxDepth, ROWS * COLUMNS);

    for (int j = 0; j < n; j += COLUMN_BLOCK) {
      int columns = Math.min(COLUMN_BLOCK, n - j);
      for (int p = 0; p < k; p += maxDepth) {
        int depth = Math.min(maxDepth, k - p);
        multiplyBlock(product, j, columns, p, depth, scratch);
      }
    }
  }

  private static int roundUp(int size, int multiple) {
    return Math.ceilDiv(size, multiple) * multiple;
  }

  /** Adds sums p to p + depth into columns j to j + columns of C. */
  private static void multiplyBlock(
      Product product, int j, int columns, int p, int depth, GemmScratch scratch) {
    boolean transposeB = product.transposeB;
    int ldb = product.ldb;
    int bStart = product.bOffset + (transposeB ? j * ldb + p : p * ldb + j);
    boolean packB = transposeB || (product.m > ROWS_WITHOUT_PACKING && !product.compactB);
    int whole = packB ? 0 : columns / COLUMNS * COLUMNS;
    VectorPacking.packB(
        transposeB, columns - whole, depth, product.b, bStart + whole, ldb, scratch.b);
    boolean start = p == 0 && !product.accumulate;
    for (int i = 0; i < product.m; i += ROW_BLOCK) {
      int rows = Math.min(ROW_BLOCK, product.m - i);
      int width = roundUp(rows, ROWS);
      if (product.transposeA) {
        int aStart = product.aOffset + p * product.lda + i;
        VectorPacking.packTransposedA(
            rows, width, depth, product.a, aStart, product.lda, scratch.a);
      }
      for (int column = 0; column < columns; column += COLUMNS) {
        int panelWidth = VectorPacking.panelWidth(columns - column);
        boolean packed = column >= whole;
        float[] b = packed ? scratch.b : product.b;
        int bi = packed ? (column - whole) * depth : bStart + column;
        int bStep = packed ? panelWidth : ldb;
        int used = Math.min(panelWidth, columns - column);
        multiplyPanel(
            product, i, rows, j + column, used, panelWidth, p, depth, b, bi, bStep, start, scratch);
      }
    }
  }

  /** Rows i to i + rows of one panel of C. */
  private static void multiplyPanel(
      Product product,
      int i,
      int rows,
      int j,
      int used,
      int panelWidth,
      int p,
      int depth,
      float[] b,
      int bi,
      int bStep,
      boolean start,
      GemmScratch scratch) {
    boolean packedA = product.transposeA;
    int aStep = packedA ? roundUp(rows, ROWS) : 1;
    float[] a = packedA ? scratch.a : product.a;
    int aRow = packedA ? 1 : product.lda;
    int ai = packedA ? 0 : product.aOffset + i * product.lda + p;
    float[] c = product.c;
    int ldc = product.ldc;
    int ci = product.cOffset + i * ldc + j;
    float[] from = start ? ZEROS : c;
    int fromStep = start ? 0 : ldc;
    int whole = used == COLUMNS ? rows / ROWS * ROWS : 0;
    for (int r = 0; r < whole; r += ROWS) {
      VectorTile.wide(
          depth, a, ai, aRow, aStep, b, bi, bStep, from, start ? 0 : ci, fromStep, c, ci, ldc);
      ai += ROWS * aRow;
      ci += ROWS * ldc;
    }
    for (int r = whole; r < rows; r += ROWS) {
      int height = Math.min(ROWS, rows - r);
      if (height < ROWS && !packedA) {
        VectorPacking.packLastRowsOfA(height, depth, a, ai, product.lda, scratch.a);
        edge(
            height,
            used,
            panelWidth,
            depth,
            scratch.a,
            0,
            1,
            ROWS,
            b,
            bi,
            bStep,
            start,
            c,
            ci,
            ldc,
            scratch.tile);
      } else {
        edge(
            height,
            used,
            panelWidth,
            depth,
            a,
            ai,
            aRow,
            aStep,
            b,
            bi,
            bStep,
            start,
            c,
            ci,
            ldc,
            scratch.tile);
      }
      ai += ROWS * aRow;
      ci += ROWS * ldc;
    }
  }

  /** A tile that hangs over the edge of C goes through the scratch tile. */
  private static void edge(
      int rows,
      int used,
      int width,
      int depth,
      float[] a,
      int ai,
      int aRow,
      int aStep,
      float[] b,
      int bi,
      int bStep,
      boolean start,
      float[] c,
      int ci,
      int ldc,
      float[] tile) {
    if (!start) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(c, ci + r * ldc, tile, r * width, used);
      }
    }
    float[] from = start ? ZEROS : tile;
    int fromStep = start ? 0 : width;
    if (width == COLUMNS) {
      VectorTile.wide(depth, a, ai, aRow, aStep, b, bi, bStep, from, 0, fromStep, tile, 0, width);
    } else {
      VectorTile.narrow(depth, a, ai, aRow, aStep, b, bi, bStep, from, 0, fromStep, tile, 0, width);
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(tile, r * width, c, ci + r * ldc, used);
    }
  }
}
