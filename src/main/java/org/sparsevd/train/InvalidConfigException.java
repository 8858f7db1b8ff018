package org.sparsevd.train;

/** A setting that cannot be used; the message names key, value and what is allowed. */
public final class InvalidConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String key;

  public InvalidConfigException(String key, String message) {
    super(message);
    this.key = key;
  }

  /** The setting at fault, or the empty string when it is the whole config. */
  public String key() {
    return key;
  }
}
