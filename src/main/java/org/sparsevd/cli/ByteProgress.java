package org.sparsevd.cli;

import java.io.PrintWriter;
import org.sparsevd.data.store.Progress;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** How far a fetch or an import is, on one line that is rewritten in place. */
final class ByteProgress implements Progress, AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintWriter out;
  private final boolean shown;
  private String current = "";
  private long drawn;
  private int width;

  /**
   * @param shown whether there is a terminal to draw on; else only a line a file
   */
  ByteProgress(PrintWriter out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  @Override
  public void at(String what, long done, long total) {
    boolean begins = !what.equals(current);
    current = what;
    if (!shown) {
      if (begins) {
        out.println(what);
        out.flush();
      }
      return;
    }
    long now = System.nanoTime();
    if (begins || now - drawn >= REDRAW_NANOS) {
      drawn = now;
      String line =
          total < 0
              ? Text.of("cli.datasets.working", what)
              : Text.of("cli.datasets.progress", what, Numbers.bytes(done), Numbers.bytes(total));
      out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      out.flush();
      width = line.length();
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (shown && width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
    }
  }
}
