package org.sparsevd.cli;

/** What the program answers to the shell. After Ctrl-C the JVM itself answers 130. */
final class ExitCode {
  static final int DONE = 0;

  /** Training diverged, or something went wrong that was not the user's doing. */
  static final int FAILED = 1;

  static final int BAD_INPUT = 2;

  private ExitCode() {}
}
