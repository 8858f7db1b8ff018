package org.sparsevd.ui.train;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.sparsevd.run.FileProblem;
import org.sparsevd.text.Text;
import org.sparsevd.train.Outcome;

/** What went wrong, as the user is told of it. */
final class Problems {
  private Problems() {}

  /** What is wrong with an ended training; empty when nothing is. */
  static Optional<Problem> of(TrainingSession.Progress ended) {
    if (ended.error().isPresent()) {
      return Optional.of(notStarted(ended.error().get()));
    }
    return ended.outcome().flatMap(Problems::of);
  }

  private static Optional<Problem> of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed completed -> Optional.empty();
      case Outcome.Cancelled cancelled -> Optional.empty();
      case Outcome.Diverged diverged -> Optional.empty(); // the doctor tells of it
      case Outcome.Failed failed ->
          Optional.of(
              new Problem(
                  Text.of("ui.problem.failed.title"),
                  FileProblem.sentence(failed.cause()),
                  Text.of("ui.problem.failed.advice", failed.epochs()),
                  stack(failed.cause())));
    };
  }

  private static Problem notStarted(Throwable error) {
    return new Problem(
        Text.of("ui.problem.notStarted.title"),
        FileProblem.sentence(error),
        Text.of("ui.problem.notStarted.advice"),
        stack(error));
  }

  static Problem notOpened(Path folder, Throwable error) {
    return new Problem(
        Text.of("ui.problem.notOpened.title", folder.getFileName()),
        FileProblem.sentence(error),
        Text.of("ui.problem.notOpened.advice"),
        stack(error));
  }

  static Problem fileTrouble(String title, Throwable error) {
    return new Problem(
        title, FileProblem.sentence(error), Text.of("ui.problem.file.advice"), stack(error));
  }

  private static String stack(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
