package org.sparsevd.ui.mask;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.run.PinnedWeights;
import org.sparsevd.run.PinnedWeights.Pin;
import org.sparsevd.run.Run;
import org.sparsevd.train.EpochMetrics;

/** The pinned weights of the run looked at. Its files are read and written in the background. */
final class PinModel {
  private final Executor background;
  private final Executor viewThread;
  private final BiConsumer<Path, IOException> onProblem;
  private final ReadOnlyObjectWrapper<List<Pin>> pins =
      new ReadOnlyObjectWrapper<>(this, "pins", List.of());
  private Optional<Run> run = Optional.empty();

  /**
   * @param onProblem is told, on any thread, of a file that could not be read or written
   */
  PinModel(Executor background, Executor viewThread, BiConsumer<Path, IOException> onProblem) {
    this.background = background;
    this.viewThread = viewThread;
    this.onProblem = onProblem;
  }

  /** In the order they were pinned. */
  ReadOnlyObjectProperty<List<Pin>> pinsProperty() {
    return pins.getReadOnlyProperty();
  }

  boolean isPinned(Pin weight) {
    return pins.get().contains(weight);
  }

  /** Turns to another run. */
  void show(Optional<Run> newRun) {
    if (!newRun.equals(run)) {
      run = newRun;
      pins.set(List.of());
      newRun.ifPresent(looked -> change(looked, pinned -> {}));
    }
  }

  /** Pins a weight of the run, with what it is now, or forgets it and what was kept of it. */
  void toggle(Pin weight) {
    Run looked = run.orElseThrow();
    boolean pin = !isPinned(weight);
    change(
        looked,
        pinned -> {
          if (pin) {
            int epoch = looked.latest().map(EpochMetrics::epoch).orElse(0);
            Optional<LayerWeights> now =
                looked
                    .weightsOf(epoch)
                    .flatMap(layers ->
                        layers.stream()
                            .filter(layer -> layer.name().equals(weight.layer()))
                            .findFirst());
            pinned.pin(
                weight, epoch, now.map(layer -> PinnedWeights.Value.of(layer, weight.weight())));
          } else {
            pinned.unpin(weight);
          }
        });
  }

  private interface Change {
    void make(PinnedWeights pinned) throws IOException;
  }

  private void change(Run looked, Change change) {
    background.execute(() -> {
      try {
        change.make(looked.pinned());
        List<Pin> now = List.copyOf(looked.pinned().read().keySet());
        viewThread.execute(() -> {
          if (run.equals(Optional.of(looked))) {
            pins.set(now);
          }
        });
      } catch (IOException e) {
        onProblem.accept(looked.folder(), e);
      }
    });
  }
}
