package org.sparsevd.chart;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.FileProblem;
import org.sparsevd.run.Run;
import org.sparsevd.train.EpochMetrics;

/** The masks of all epochs of a run as an animated GIF, each epoch's file read in its turn. */
public final class MaskFilm {
  /** How long an epoch is shown, and the last one, in 1/100 s. */
  static final int FRAME_HUNDREDTHS = 12;

  static final int LAST_HUNDREDTHS = 200;

  private MaskFilm() {}

  /**
   * Writes the film; blocks. All frames show the units, the order and the colours of {@code like},
   * so that every weight stays in its place.
   *
   * @param like a scene of {@code run}
   * @param options it was made with
   * @param room it was made for
   * @param cut the layers of an epoch as they are to be shown
   * @param progress is told the share that is done, after each frame
   * @param cancelled asked before each frame
   * @return number of frames; 0 when it was cancelled, and no file then
   * @throws IOException when a history file can't be read or {@code file} not written; a file that
   *     was there stays then
   */
  public static int write(
      Run run,
      MaskScene like,
      MaskOptions options,
      MaskScene.Room room,
      Function<EpochHistory, List<EpochHistory.Layer>> cut,
      Path file,
      DoubleConsumer progress,
      BooleanSupplier cancelled)
      throws IOException {
    List<Integer> epochs =
        run.epochs().stream().map(EpochMetrics::epoch).filter(run::hasHistory).toList();
    try (AnimatedGif gif = new AnimatedGif(file, MaskSheet.colors(like, room.theme()))) {
      for (int i = 0; i < epochs.size(); i++) {
        if (cancelled.getAsBoolean()) {
          return 0;
        }
        EpochHistory history = run.history(epochs.get(i)).orElseThrow();
        MaskScene scene =
            MaskScene.of(
                history.epoch(),
                cut.apply(history),
                run.info().data().shape(),
                options,
                room,
                Optional.of(like.held()));
        BufferedImage frame = MaskSheet.draw(scene, run.info().name(), room.theme(), room.scale());
        boolean last = i == epochs.size() - 1;
        gif.add(frame, last ? LAST_HUNDREDTHS : FRAME_HUNDREDTHS);
        progress.accept((i + 1.0) / epochs.size());
      }
      gif.finish();
      return epochs.size();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IOException e) {
      throw FileProblem.ofFile(file, e);
    }
  }
}
