package org.sparsevd.cli;

/** Where the program was started from. */
<<<<<<<< HEAD:src/main/java/org/sparsevd/cli/AttachedTerminal.java
final class AttachedTerminal {
  private AttachedTerminal() {}
========
final class OutputTerminal {
  private OutputTerminal() {}
>>>>>>>> installer2:src/main/java/org/sparsevd/cli/OutputTerminal.java

  /** Whether it is a terminal, on which a line can be drawn anew. */
  @SuppressWarnings("SystemConsoleNull") // it does on 25, where output is no terminal
  static boolean isThere() {
    return System.console() != null && System.console().isTerminal();
  }
}
