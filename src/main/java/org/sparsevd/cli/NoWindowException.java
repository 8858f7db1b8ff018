package org.sparsevd.cli;

import org.sparsevd.text.Text;

/** No window opens, though all that can be asked before promised one. */
public final class NoWindowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason why, as the window system says it
   */
  public NoWindowException(String reason, Throwable cause) {
    super(Text.of("cli.studioNeedsDisplay", reason), cause);
  }
}
