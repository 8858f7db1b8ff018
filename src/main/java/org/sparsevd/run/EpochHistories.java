package org.sparsevd.run;

import java.nio.file.Path;
import java.util.Optional;

/** The {@code history/} folder of a run. */
final class EpochHistories {
  EpochHistories(Path folder) {}

  Optional<EpochHistory> read(int epoch) {
    return Optional.empty();
  }
}
