package org.sparsevd.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of a matrix product C = op(A) · op(B).
 *
 * @param form which of A and B are stored transposed
 * @param m rows of C
 * @param n columns of C
 * @param k length of the sums
 */
public record ProductShape(Form form, int m, int n, int k) {
  private static final Pattern WRITTEN =
      Pattern.compile("(NN|TN|NT|TT) ([0-9]{1,9})x([0-9]{1,9})x([0-9]{1,9})");

  /** Which operands are stored transposed; T for those that are, A's letter first. */
  public enum Form {
    NN(false, false),
    TN(true, false),
    NT(false, true),
    TT(true, true);

    private final boolean transposeA;
    private final boolean transposeB;

    Form(boolean transposeA, boolean transposeB) {
      this.transposeA = transposeA;
      this.transposeB = transposeB;
    }

    /** Whether A is stored as [k × m]. */
    public boolean transposeA() {
      return transposeA;
    }

    /** Whether B is stored as [n × k]. */
    public boolean transposeB() {
      return transposeB;
    }
  }

  /** Rows of A as it is stored. */
  public int storedRowsA() {
    return form.transposeA ? k : m;
  }

  /** Columns of A as it is stored. */
  public int storedColumnsA() {
    return form.transposeA ? m : k;
  }

  /** Rows of B as it is stored. */
  public int storedRowsB() {
    return form.transposeB ? n : k;
  }

  /** Columns of B as it is stored. */
  public int storedColumnsB() {
    return form.transposeB ? k : n;
  }

  /** Floating-point operations, a multiply-add counting as two. */
  public long flops() {
    return 2L * m * n * k;
  }

  /** {@code NN 100x300x784}: the form, then m, n and k. */
  @Override
  public String toString() {
    return form + " " + m + "x" + n + "x" + k;
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when {@code text} is something else
   */
  public static ProductShape parse(String text) {
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("expected a product such as NN 2x3x4, got " + text);
    }
    return new ProductShape(
        Form.valueOf(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        Integer.parseInt(parts.group(4)));
  }
}
