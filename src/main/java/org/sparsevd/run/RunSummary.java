package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Method;

/**
 * What a list of runs says of one: read from {@code run.json}, {@code notes.json} and the end of
 * {@code epochs.csv} alone, however long the run is.
 *
 * @param folder of the run
 * @param preset it was started from
 * @param method empty when the run does not tell its settings
 * @param data name of the data set
 * @param epochs completed
 * @param plannedEpochs asked for; as many as completed when unknown
 * @param validationErrorPercent of the last epoch; NaN when there is none
 * @param testErrorPercent of the last epoch; NaN when there is none
 * @param compression |W| / |W≠0| of the last epoch; NaN when there is none
 * @param started when training first began
 * @param duration of all its sessions, as far as their ends are known
 * @param kind how far it got
 * @param notes what people noted
 */
public record RunSummary(
    Path folder,
    Optional<String> preset,
    Optional<Method> method,
    String data,
    int epochs,
    int plannedEpochs,
    double validationErrorPercent,
    double testErrorPercent,
    double compression,
    Optional<Instant> started,
    Duration duration,
    RunInfo.Kind kind,
    RunNotes notes) {

  /** The name of the run: that of its folder. */
  public String name() {
    return String.valueOf(folder.getFileName());
  }

  /**
   * Reads what is to be said of the run in {@code folder}.
   *
   * @throws InvalidRunException when it is no run, in one sentence
   */
  public static RunSummary read(Path folder) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    RunInfo info = RunJson.read(place);
    Optional<EpochMetrics> last = EpochsCsv.last(place);
    int epochs = last.map(EpochMetrics::epoch).orElse(0);
    return new RunSummary(
        place,
        info.preset(),
        info.config().map(ExperimentConfig::method),
        info.data().name(),
        epochs,
        info.config().map(ExperimentConfig::epochs).orElse(epochs),
        last.map(EpochMetrics::validationErrorPercent).orElse(Double.NaN),
        last.map(EpochMetrics::testErrorPercent).orElse(Double.NaN),
        last.map(EpochMetrics::compression).orElse(Double.NaN),
        info.started(),
        duration(info),
        info.state().kind(),
        RunNotes.read(place));
  }

  private static Duration duration(RunInfo info) {
    Duration all = Duration.ZERO;
    for (RunInfo.Session session : info.sessions()) {
      all =
          all.plus(
              session
                  .finished()
                  .map(end -> Duration.between(session.started(), end))
                  .orElse(Duration.ZERO));
    }
    return all.isNegative() ? Duration.ZERO : all;
  }
}
