package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javafx.event.EventType;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.train.Presets;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.ui.train.TrainingEngine;

/** Whatever a user does in the window while it trains, the training makes way for it. */
@Timeout(120)
final class GiveWayTest {
  private final Semaphore done = new Semaphore(0); // minibatches that have been trained
  private final Semaphore allowed = new Semaphore(0); // and that may be left behind
  @TempDir private Path folder;
  private volatile TrainingControl control;

  @Test
  void theTrainingGivesWayToEveryActionAndToNoMouseThatOnlyMoves() throws Exception {
    UiDriver.startToolkit();
    SampleRuns none = new SampleRuns(folder.resolve("samples"));
    Windows studio =
        new Windows(folder.resolve("runs"), none, this::oneByOne, Theme.LIGHT, 1440, 860);
    UiDriver user = studio.show();
    try {
      int toy = Presets.all().stream().map(Presets.Preset::name).toList().indexOf("toy");
      user.choose("#preset", toy);
      user.click("#train");
      assertTrue(done.tryAcquire(60, TimeUnit.SECONDS), "the first minibatch");
      assertFalse(control.isWayWanted(), "nobody has done anything yet");
      Map<EventType<?>, Boolean> gaveWay = new HashMap<>();
      // A filter of the supertype comes after those of the events themselves, the window's own.
      UiDriver.run(() ->
          studio
              .window()
              .scene()
              .addEventFilter(
                  InputEvent.ANY,
                  event -> {
                    gaveWay.merge(event.getEventType(), control.isWayWanted(), Boolean::logicalAnd);
                    trainAMinibatch();
                  }));

      user.hover("#time-track", 0.2, 0.5);
      user.drag("#time-track", 0.3, 0.4);
      user.press(KeyCode.END);
      user.scroll("#time-track");

      Map<EventType<?>, Boolean> expected =
          Map.of(
              MouseEvent.MOUSE_MOVED, false,
              MouseEvent.MOUSE_PRESSED, true,
              MouseEvent.MOUSE_DRAGGED, true,
              MouseEvent.MOUSE_RELEASED, true,
              KeyEvent.KEY_PRESSED, true,
              ScrollEvent.SCROLL, true);
      gaveWay.keySet().retainAll(expected.keySet());
      assertEquals(expected, gaveWay);
    } finally {
      allowed.release(1_000_000);
      user.close();
      studio.close();
    }
  }

  /** An engine that waits after every minibatch until the test lets it go on. */
  private TrainingEngine oneByOne(TrainingEngine engine) {
    return (start, listener, given, started) -> {
      control = given;
      TrainingListener waiting =
          new TrainingListener() {
            @Override
            public void minibatchDone(int epoch, int minibatch, int of, double dataTermNats) {
              listener.minibatchDone(epoch, minibatch, of, dataTermNats);
              done.release();
              allowed.acquireUninterruptibly();
            }
          };
      return engine.train(start, waiting, given, started);
    };
  }

  /** Lets the training go on to the end of its next minibatch: the way is made by then. */
  private void trainAMinibatch() {
    allowed.release();
    try {
      assertTrue(done.tryAcquire(60, TimeUnit.SECONDS), "the next minibatch");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertFalse(control.isWayWanted(), "way was made before the minibatch");
  }
}
