package org.sparsevd.ui;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.sparsevd.run.Run;

/** The studio on this computer's desktop, where it has one. */
public final class DesktopStudio {
  /** Why no window can be opened here, in one sentence; empty when one can. */
  public Optional<String> whyNoWindow() {
    return Display.whyNone();
  }

  /** Opens the window, with {@code run} when there is one, and returns when it is closed. */
  public void open(Optional<Run> run) {
    try {
      StudioApp.launch(run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Draws the window as it would show {@code run}, without a screen, into a PNG file. */
  public void drawDashboard(Run run, Path png) throws IOException {
    try {
      Dashboard.writePng(run, png);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while drawing " + png);
    }
  }
}
