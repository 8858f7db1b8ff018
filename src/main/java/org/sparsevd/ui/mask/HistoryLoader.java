package org.sparsevd.ui.mask;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.sparsevd.chart.RunView;
import org.sparsevd.run.EpochHistory;

/**
 * Reads the masks of an epoch in the background. While one is read only the latest further wish is
 * kept, so a cursor dragged fast never leaves a queue behind it.
 */
public final class HistoryLoader {
  private static final System.Logger LOG = System.getLogger(HistoryLoader.class.getName());

  private final Executor background;
  private final Executor viewThread;
  private final AtomicReference<Wish> wanted = new AtomicReference<>();

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
   */
  public void request(RunView view, Consumer<Optional<EpochHistory>> answer) {
    if (wanted.getAndSet(new Wish(view, answer)) == null) {
      background.execute(this::work);
    }
  }

  private void work() {
    Wish wish = wanted.getAndSet(null);
    if (wish == null) {
      return;
    }
    Optional<EpochHistory> history = read(wish.view);
    viewThread.execute(() -> wish.answer.accept(history));
  }

  /** A file that can't be read costs its epoch the masks, not the user the window. */
  private static Optional<EpochHistory> read(RunView view) {
    try {
      return view.run().historyUpTo(view.epoch());
    } catch (UncheckedIOException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
      return Optional.empty();
    }
  }

  private record Wish(RunView view, Consumer<Optional<EpochHistory>> answer) {}
}
