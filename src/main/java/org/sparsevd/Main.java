package org.sparsevd;

/** Starts the studio without arguments and the command line with them. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("SparseVD Studio");
  }
}
