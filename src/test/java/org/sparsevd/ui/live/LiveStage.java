package org.sparsevd.ui.live;

import com.sun.glass.events.MouseEvent;
import com.sun.glass.ui.View;
import com.sun.glass.ui.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.sparsevd.ui.Theme;

/** A window without a screen that can be moved over, pressed and photographed. */
final class LiveStage implements AutoCloseable {
  private static final int LEFT_BUTTON = 212;
  private static final int NO_BUTTON = 211;
  private static final int LEFT_DOWN = 1 << 5;
  private static boolean started;

  private final Stage stage;

  private LiveStage(Stage stage) {
    this.stage = stage;
  }

  static LiveStage of(Parent root, Theme theme, double width, double height) {
    start();
    return new LiveStage(
        onFx(() -> {
          Scene scene = new Scene(root, width, height);
          theme.applyTo(scene, 12);
          Stage stage = new Stage();
          stage.setX(0);
          stage.setY(0);
          stage.setScene(scene);
          stage.show();
          return stage;
        }));
  }

  private static synchronized void start() {
    if (!started) {
      CountDownLatch up = new CountDownLatch(1);
      Platform.startup(up::countDown);
      await(up);
      Platform.setImplicitExit(false);
      started = true;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("JavaFX did not start");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T onFx(Callable<T> work) {
    start();
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  static void onFx(Runnable work) {
    onFx(() -> {
      work.run();
      return null;
    });
  }

  /** Lets pulses pass until drawings that were put off are done. */
  void settle() {
    for (int i = 0; i < 3; i++) {
      CountDownLatch pulse = new CountDownLatch(1);
      onFx(() -> {
        javafx.animation.PauseTransition wait =
            new javafx.animation.PauseTransition(javafx.util.Duration.millis(60));
        wait.setOnFinished(event -> pulse.countDown());
        wait.play();
      });
      await(pulse);
    }
  }

  void snapshot(Path file) {
    settle();
    try {
      Files.createDirectories(file.getParent());
      var image = onFx(() -> SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null));
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void move(Node node, double x, double y) {
    mouse(MouseEvent.MOVE, NO_BUTTON, 0, node, x, y);
  }

  void press(Node node, double x, double y) {
    mouse(MouseEvent.MOVE, NO_BUTTON, 0, node, x, y);
    mouse(MouseEvent.DOWN, LEFT_BUTTON, LEFT_DOWN, node, x, y);
  }

  void drag(Node node, double x, double y) {
    mouse(MouseEvent.DRAG, LEFT_BUTTON, LEFT_DOWN, node, x, y);
  }

  void release(Node node, double x, double y) {
    mouse(MouseEvent.UP, LEFT_BUTTON, 0, node, x, y);
  }

  void click(Node node, double x, double y) {
    press(node, x, y);
    release(node, x, y);
  }

  private static void mouse(int type, int button, int modifiers, Node node, double x, double y) {
    onFx(() -> {
      Point2D at = node.localToScene(x, y);
      View view = Window.getWindows().getLast().getView();
      int px = (int) Math.round(at.getX());
      int py = (int) Math.round(at.getY());
      Method notify =
          View.class.getDeclaredMethod(
              "notifyMouse",
              int.class,
              int.class,
              int.class,
              int.class,
              int.class,
              int.class,
              int.class,
              boolean.class,
              boolean.class);
      notify.setAccessible(true);
      notify.invoke(view, type, button, px, py, px, py, modifiers, false, false);
      return null;
    });
  }

  static void key(Node node, KeyCode code) {
    onFx(() ->
        Event.fireEvent(
            node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  @Override
  public void close() {
    onFx(stage::close);
  }
}
