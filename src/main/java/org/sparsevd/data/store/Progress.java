package org.sparsevd.data.store;

/** Hears how far a fetch or an import is; called on the thread that does the work. */
@FunctionalInterface
public interface Progress {

  /**
   * Something goes on.
   *
   * @param what it is, as a file's name or a program's
   * @param done how much of it, in bytes
   * @param total how much there is, or a negative number when nobody knows
   */
  void at(String what, long done, long total);
}
