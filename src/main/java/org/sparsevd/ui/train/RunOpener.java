package org.sparsevd.ui.train;

import java.io.IOException;
import java.nio.file.Path;
import org.sparsevd.run.Run;

/** Opens a run folder. Reads files, so not for the view's thread. */
public interface RunOpener {
  /**
   * Opens a run.
   *
   * @throws IOException when it can't be read or is not a run, with a sentence for the user
   */
  Run open(Path folder) throws IOException;
}
