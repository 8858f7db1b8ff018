package org.sparsevd.cli;

import java.io.PrintWriter;
import org.sparsevd.data.Dataset;
import org.sparsevd.run.RunInfo;
import org.sparsevd.text.Text;

/** A data set that is no longer the one that a run was trained on. */
final class ChangedData {
  private ChangedData() {}

  /** Tells when it is another: figures of it are not those of the run. */
  static void tell(RunInfo info, Dataset data, PrintWriter err) {
    String then = info.data().sha256();
    if (!then.isEmpty() && !then.equals(data.sha256())) {
      err.println(Text.of("cli.changedData", data.name(), info.name(), data.sha256(), then));
      err.flush();
    }
  }
}
