package org.sparsevd;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.sparsevd.cli.CommandLineProgram;
import org.sparsevd.cli.NoWindowException;
import org.sparsevd.cli.Studio;
import org.sparsevd.run.Run;
import org.sparsevd.ui.DesktopStudio;

/** Starts the studio without arguments and the command line with them. */
public final class Main {
  private Main() {}

  /** What is logged is a sentence for whoever watches the terminal, not a stack trace. */
  private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

  public static void main(String[] args) {
    if (System.getProperty(LOG_FORMAT) == null) {
      System.setProperty(LOG_FORMAT, "sparsevd: %5$s%n");
    }
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    System.exit(new CommandLineProgram(desktop()).run(out, err, args));
  }

  /** The window for the command line, which must not know JavaFX. */
  private static Studio desktop() {
    DesktopStudio desktop = new DesktopStudio();
    return new Studio() {
      @Override
      public Optional<String> whyNoWindow() {
        return desktop.whyNoWindow();
      }

      @Override
      public void open(Optional<Run> run) {
        try {
          desktop.open(run);
        } catch (UnsupportedOperationException e) { // JavaFX: a screen that refuses this user
          throw new NoWindowException(e.getMessage(), e);
        }
      }

      @Override
      public void drawDashboard(Run run, Path png) throws IOException {
        desktop.drawDashboard(run, png);
      }
    };
  }
}
