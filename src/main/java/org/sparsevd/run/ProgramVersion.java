package org.sparsevd.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The name of this program in files, and its version as the build wrote it. */
public final class ProgramVersion {
  /** Its name. */
  public static final String PROGRAM = "SparseVD Studio";

  private ProgramVersion() {}

  /** For example {@code 0.1.0}. */
  public static String get() {
    Properties properties = new Properties();
    try (InputStream in =
        ProgramVersion.class.getResourceAsStream("/org/sparsevd/version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
