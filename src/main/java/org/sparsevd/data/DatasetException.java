package org.sparsevd.data;

import java.io.IOException;

/**
 * A dataset can't be used. The message is one sentence for the user: which file, what was expected,
 * what was found.
 */
public final class DatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  public DatasetException(String message) {
    super(OneLine.of(message));
  }

  public DatasetException(String message, Throwable cause) {
    super(OneLine.of(message), cause);
  }
}
