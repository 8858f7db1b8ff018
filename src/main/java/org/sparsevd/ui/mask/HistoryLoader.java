package org.sparsevd.ui.mask;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sparsevd.chart.RunView;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.Run;

/**
 * Reads the masks of an epoch in the background, and when nothing else is wished for those next to
 * it. While one is read only the latest further wish is kept, so a cursor dragged fast never leaves
 * a queue behind it.
 */
public final class HistoryLoader {
  private static final System.Logger LOG = System.getLogger(HistoryLoader.class.getName());

  /** Epochs read ahead: at the highest speed of playing one passes in 31 ms. */
  private static final int AHEAD = 3;

  private final Executor background;
  private final Executor viewThread;
  private final AtomicReference<Wish<?>> wanted = new AtomicReference<>();
  private int lastEpoch = -1; // of the background

  /**
   * @param background for reading files
   * @param viewThread where the answers go
   */
  public HistoryLoader(Executor background, Executor viewThread) {
    this.background = background;
    this.viewThread = viewThread;
  }

  /**
   * Asks for the masks of {@code view}, or where its epoch has none, for those of the nearest epoch
   * before it; forgets a wish that was not begun yet.
   *
   * @param prepare what is to be done with them in the background too
   */
  public <T> void request(
      RunView view, Function<Optional<EpochHistory>, T> prepare, Consumer<T> answer) {
    if (wanted.getAndSet(new Wish<>(view, prepare, answer)) == null) {
      background.execute(this::work);
    }
  }

  /** As above, with the masks as they are. */
  public void request(RunView view, Consumer<Optional<EpochHistory>> answer) {
    request(view, history -> history, answer);
  }

  private void work() {
    Wish<?> wish = wanted.getAndSet(null);
    if (wish == null) {
      return;
    }
    fulfil(wish);
    Run run = wish.view.run();
    int epoch = wish.view.epoch();
    int direction = epoch < lastEpoch ? -1 : 1;
    lastEpoch = epoch;
    background.execute(() -> readAhead(run, epoch, direction));
  }

  private <T> void fulfil(Wish<T> wish) {
    T prepared = wish.prepare.apply(read(wish.view.run(), wish.view.epoch()));
    viewThread.execute(() -> wish.answer.accept(prepared));
  }

  /** The run keeps what it has read last. */
  private void readAhead(Run run, int epoch, int direction) {
    for (int step = 1; step <= AHEAD && wanted.get() == null; step++) {
      if (run.epoch(epoch + direction * step).isPresent()) {
        read(run, epoch + direction * step);
      }
    }
  }

  /** A file that can't be read costs its epoch the masks, not the user the window. */
  private static Optional<EpochHistory> read(Run run, int epoch) {
    try {
      return run.historyUpTo(epoch);
    } catch (UncheckedIOException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
      return Optional.empty();
    }
  }

  private record Wish<T>(
      RunView view, Function<Optional<EpochHistory>, T> prepare, Consumer<T> answer) {}
}
