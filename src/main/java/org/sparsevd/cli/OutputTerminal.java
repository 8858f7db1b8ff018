package org.sparsevd.cli;

/** Where the program was started from. */
final class OutputTerminal {
  private OutputTerminal() {}

  /** Whether it is a terminal, on which a line can be drawn anew. */
  @SuppressWarnings("SystemConsoleNull") // it does on 25, where output is no terminal
  static boolean isThere() {
    return System.console() != null && System.console().isTerminal();
  }
}
