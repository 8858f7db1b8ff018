package org.sparsevd.ui.threshold;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.sparsevd.prune.MeasuredError;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.run.NamedCut;
import org.sparsevd.run.NamedCuts;
import org.sparsevd.run.Run;
import org.sparsevd.run.Split;
import org.sparsevd.text.Text;

/** The named cuts of the run looked at; files are read and written in the background. */
public final class SavedCuts {
  private final Predicate<Path> readOnly;
  private final Executor background;
  private final Executor viewThread;
  private Runnable onChange = () -> {};
  private Optional<Run> run = Optional.empty();
  private List<NamedCut> cuts = List.of();
  private Optional<String> problem = Optional.empty();
  private boolean writable;

  /**
   * @param readOnly whether nothing may be written into a run folder
   * @param background for files
   */
  public SavedCuts(Predicate<Path> readOnly, Executor background, Executor viewThread) {
    this.readOnly = readOnly;
    this.background = background;
    this.viewThread = viewThread;
  }

  void setOnChange(Runnable action) {
    onChange = action;
  }

  /** Looks at another run. */
  void look(Optional<Run> newRun) {
    run = newRun;
    cuts = List.of();
    problem = Optional.empty();
    writable = false;
    newRun.ifPresent(now ->
        work(
            now,
            folder -> {
              boolean sample = readOnly.test(folder);
              viewThread.execute(() -> {
                writable = run.equals(newRun) && !sample;
                problem = sample ? Optional.of(Text.of("ui.threshold.cuts.sample")) : problem;
                onChange.run();
              });
              return NamedCuts.read(folder);
            }));
  }

  /** The cuts, in the order they were saved. */
  List<NamedCut> cuts() {
    return cuts;
  }

  /** Why nothing can be saved, or what went wrong; empty when all is well. */
  Optional<String> problem() {
    return problem;
  }

  /** Whether cuts can be saved here. */
  boolean isWritable() {
    return writable;
  }

  /** Saves what is read now under {@code name}, in place of a cut of that name. */
  void save(String name, Reading reading, int epoch, boolean exact, Split split) {
    Sparsity sparsity = reading.sparsity().orElseThrow();
    NamedCut cut =
        new NamedCut(
            name,
            reading.cut(),
            epoch,
            exact,
            split,
            reading.error().orElse(new MeasuredError(Double.NaN, 0)),
            sparsity.kept(),
            sparsity.total(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
    run.filter(now -> writable).ifPresent(now -> work(now, folder -> NamedCuts.save(folder, cut)));
  }

  /** Removes the cut called {@code name}. */
  void remove(String name) {
    run.filter(now -> writable)
        .ifPresent(now -> work(now, folder -> NamedCuts.remove(folder, name)));
  }

  /** Something done to a run folder that gives its cuts. */
  @FunctionalInterface
  private interface FileWork {
    List<NamedCut> on(Path folder) throws IOException;
  }

  private void work(Run now, FileWork work) {
    background.execute(() -> {
      try {
        List<NamedCut> found = work.on(now.folder());
        viewThread.execute(() -> take(now, found, Optional.empty()));
      } catch (IOException e) {
        viewThread.execute(() -> take(now, cuts, Optional.of(e.getMessage())));
      }
    });
  }

  private void take(Run of, List<NamedCut> found, Optional<String> wrong) {
    if (run.equals(Optional.of(of))) {
      cuts = found;
      problem = wrong.isPresent() ? wrong : writable ? Optional.empty() : problem;
      writable &= wrong.isEmpty() || !found.isEmpty();
      onChange.run();
    }
  }
}
