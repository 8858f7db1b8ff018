package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import org.sparsevd.data.OneLine;

/** A run's file that cannot be used; the message names the file, what was expected and found. */
public final class InvalidRunException extends IOException {
  private static final long serialVersionUID = 1L;

  public InvalidRunException(Path file, String problem) {
    super(file + ": " + OneLine.of(problem));
  }

  public InvalidRunException(Path file, String problem, Throwable cause) {
    super(file + ": " + OneLine.of(problem), cause);
  }
}
