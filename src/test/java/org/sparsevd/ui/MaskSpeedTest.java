package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.train.EpochMetrics;

/** How fast masks follow a time cursor that is dragged over epochs that were not read yet. */
@Timeout(300)
final class MaskSpeedTest {
  /** Of the processor's time, which does not depend on who else is at work: 15 frames a second. */
  private static final double MILLIS_ALLOWED = 1000 / 15.0;

  /** Who reads, draws and shows. */
  private static final Set<String> THREADS =
      Set.of("JavaFX Application Thread", "QuantumRenderer-0", "files");

  private static final int ROUNDS = 6;

  @TempDir private Path folder;

  @Test
  void masksAndChartsMoveFifteenTimesASecond() throws Exception {
    UiDriver.startToolkit();
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    List<Integer> epochs =
        run.epochs().stream().map(EpochMetrics::epoch).filter(run::hasHistory).toList();
    try (Windows studio = new Windows(folder, Theme.LIGHT, 1000, 980);
        UiDriver user = studio.show()) {
      UiDriver.run(() -> studio.model().look(run));
      user.press(
          KeyCode.MINUS, UiDriver.CTRL); // at smaller text the mask card is beside the charts
      user.press(KeyCode.MINUS, UiDriver.CTRL);
      for (ViewKind view : new ViewKind[] {ViewKind.MASKS, ViewKind.TRAIN}) {
        user.open(view);
        Scene scene = studio.window().scene();
        String image = (view == ViewKind.MASKS ? "#mask-pixels" : "#mask-card") + " .image-view";
        user.waitFor(
            "masks", () -> scene.lookup(image) instanceof ImageView now && now.getImage() != null);
        double[] elapsed = new double[ROUNDS * epochs.size()];
        double[] processor = new double[elapsed.length];
        for (int i = 0; i < elapsed.length; i++) {
          double before = processorMillis();
          // More files than are kept in memory, one after the other: each is read anew.
          elapsed[i] = millisToFollow(studio, epochs.get(i % epochs.size()), image);
          processor[i] = processorMillis() - before;
        }
        double frame = bestMedian(processor, epochs.size());
        System.out.printf(
            "%s: %.1f ms of the processor a frame, %.1f ms until it is shown (medians)%n",
            view, frame, bestMedian(elapsed, epochs.size()));
        assertTrue(frame < MILLIS_ALLOWED, view + ": " + frame + " ms a frame");
      }
    }
  }

  /**
   * The least of the medians of all rounds but the first: code is compiled meanwhile, and what else
   * the machine does only adds.
   */
  private static double bestMedian(double[] values, int round) {
    double best = Double.POSITIVE_INFINITY;
    for (int from = round; from < values.length; from += round) {
      double[] each = Arrays.copyOfRange(values, from, from + round);
      Arrays.sort(each);
      best = Math.min(best, each[round / 2]);
    }
    return best;
  }

  private static double processorMillis() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo thread = threads.getThreadInfo(id);
      if (thread != null && THREADS.contains(thread.getThreadName())) {
        nanos += Math.max(0, threads.getThreadCpuTime(id));
      }
    }
    return nanos / 1e6;
  }

  /** From the move of the cursor until the masks of that epoch are laid out. */
  private static double millisToFollow(Windows studio, int epoch, String image) throws Exception {
    Scene scene = studio.window().scene();
    CountDownLatch shown = new CountDownLatch(1);
    long start = System.nanoTime();
    UiDriver.run(() -> {
      ImageView view = (ImageView) scene.lookup(image);
      Image before = view.getImage();
      Runnable[] pulse = new Runnable[1];
      pulse[0] =
          () -> {
            if (view.getImage() != null && !view.getImage().equals(before)) {
              scene.removePostLayoutPulseListener(pulse[0]);
              shown.countDown();
            } else {
              Platform.requestNextPulse();
            }
          };
      scene.addPostLayoutPulseListener(pulse[0]);
      studio.model().cursor().moveTo(epoch);
      Platform.requestNextPulse();
    });
    assertTrue(shown.await(60, TimeUnit.SECONDS), "no masks of epoch " + epoch);
    return (System.nanoTime() - start) / 1e6;
  }
}
