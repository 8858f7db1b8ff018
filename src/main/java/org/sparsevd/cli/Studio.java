package org.sparsevd.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.sparsevd.run.Run;

/** The window, as the command line sees it. */
public interface Studio {
  /** Why no window can be opened here, in one sentence; empty when one can. */
  Optional<String> whyNoWindow();

  /**
   * Opens the window and returns when it is closed.
   *
   * @param run to show at once
   * @throws NoWindowException when none opens after all
   */
  void open(Optional<Run> run);

  /** Draws the window as it would show {@code run}, without a screen, into a PNG file. */
  void drawDashboard(Run run, Path png) throws IOException;
}
