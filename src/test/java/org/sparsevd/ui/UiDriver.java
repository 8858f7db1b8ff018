package org.sparsevd.ui;

import com.sun.glass.ui.View;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * A user for tests: sees a window on JavaFX's headless platform and works it with real mouse and
 * key events. Events go in where the platform's own would, because its robot loses button states
 * and modifiers.
 */
public final class UiDriver implements AutoCloseable {
  /** Held keys, to be or'ed. */
  public static final int SHIFT = 1;

  public static final int CTRL = 4;
  public static final int ALT = 8;

  private static final int KEY_PRESS = 111;
  private static final int KEY_RELEASE = 112;
  private static final int KEY_TYPED = 113;
  private static final int BUTTON_NONE = 211;
  private static final int BUTTON_LEFT = 212;
  private static final int MOUSE_DOWN = 221;
  private static final int MOUSE_UP = 222;
  private static final int MOUSE_DRAG = 223;
  private static final int MOUSE_MOVE = 224;
  private static final int LEFT_HELD = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicReference<Throwable> UNCAUGHT = new AtomicReference<>();

  private final Stage stage;

  private UiDriver(Stage stage) {
    this.stage = stage;
  }

  /** Starts JavaFX, once for all tests. */
  public static void startToolkit() {
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.startup(started::countDown);
    } catch (IllegalStateException e) {
      return; // it runs already
    }
    try {
      if (!started.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("JavaFX did not start");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Platform.setImplicitExit(false);
    Platform.runLater(() ->
        Thread.currentThread()
            .setUncaughtExceptionHandler((thread, thrown) -> UNCAUGHT.set(thrown)));
  }

  /** Shows a scene, made on the JavaFX thread, in a window in the corner of the screen. */
  public static UiDriver show(Callable<Scene> scene) {
    startToolkit();
    UNCAUGHT.set(null);
    Stage stage =
        call(() -> {
          Stage made = new Stage();
          made.setScene(scene.call());
          made.setX(0);
          made.setY(0);
          made.show();
          made.requestFocus();
          return made;
        });
    UiDriver driver = new UiDriver(stage);
    driver.settle();
    return driver;
  }

  /** Runs {@code task} on the JavaFX thread and gives what it returns. */
  public static <T> T call(Callable<T> task) {
    startToolkit();
    if (Platform.isFxApplicationThread()) {
      throw new AssertionError("already on the JavaFX thread");
    }
    FutureTask<T> future = new FutureTask<>(task);
    Platform.runLater(future);
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Runs {@code task} on the JavaFX thread. */
  public static void run(Runnable task) {
    call(() -> {
      task.run();
      return null;
    });
  }

  /** Goes to a view of the studio by the key of its place. */
  void open(ViewKind view) {
    press(KeyCode.getKeyCode(Integer.toString(view.digit())), CTRL);
  }

  public Stage stage() {
    return stage;
  }

  /** Waits until layout and whatever was asked for before have happened. */
  public void settle() {
    for (int pulse = 0; pulse < 2; pulse++) {
      run(() -> {
        for (Window window : Window.getWindows()) {
          window.getScene().getRoot().applyCss();
          window.getScene().getRoot().layout();
        }
      });
    }
    Throwable thrown = UNCAUGHT.getAndSet(null);
    if (thrown != null) {
      throw new AssertionError("on the JavaFX thread: " + thrown, thrown);
    }
  }

  /** Waits until {@code condition}, asked on the JavaFX thread, holds. */
  public void waitFor(String what, BooleanSupplier condition) {
    waitFor(what, PATIENCE, condition);
  }

  /** As above, for as long as {@code patience} lasts. */
  public void waitFor(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!call(condition::getAsBoolean)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain: " + what);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    settle();
  }

  /** The node a CSS selector finds, in the window or a popup of it. */
  public <T extends Node> T find(Class<T> type, String selector) {
    return call(() -> type.cast(lookUp(selector)));
  }

  /** Whether a visible node is there for the selector. */
  public boolean sees(String selector) {
    return call(() ->
        Window.getWindows().stream()
            .flatMap(window -> window.getScene().getRoot().lookupAll(selector).stream())
            .anyMatch(UiDriver::isShown));
  }

  /** The text of a label or button. */
  public String textOf(String selector) {
    return call(() -> ((Labeled) lookUp(selector)).getText());
  }

  /** Clicks the middle of a node. */
  public void click(String selector) {
    clickAt(selector, 0.5, 0.5, 1, 0);
  }

  /**
   * Clicks the middle of a node, under a pointer that is there already.
   *
   * @return nanoseconds from pressing the button until the window has been laid out with what came
   *     of the click, ready to be painted
   */
  public long answerNanos(String selector) {
    Target target = target(selector, 0.5, 0.5);
    mouse(target, MOUSE_MOVE, BUTTON_NONE, 0);
    AtomicLong answered = new AtomicLong();
    CountDownLatch pulse = new CountDownLatch(1);
    long start = System.nanoTime();
    mouse(target, MOUSE_DOWN, BUTTON_LEFT, LEFT_HELD);
    mouse(target, MOUSE_UP, BUTTON_LEFT, 0);
    run(() -> {
      Scene scene = target.window.getScene();
      Runnable[] once = new Runnable[1];
      once[0] =
          () -> {
            answered.set(System.nanoTime());
            scene.removePostLayoutPulseListener(once[0]);
            pulse.countDown();
          };
      scene.addPostLayoutPulseListener(once[0]);
      Platform.requestNextPulse();
    });
    try {
      if (!pulse.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("no pulse after a click on " + selector);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    settle();
    return answered.get() - start;
  }

  /**
   * Makes a change to a window.
   *
   * @return nanoseconds of processor time that the view's thread works until the window is laid out
   *     with what came of it, ready to be painted: the change itself, then style and layout of the
   *     next pulse. Other work on the machine does not count.
   */
  public static long workNanos(Scene scene, Runnable change) {
    AtomicLong worked = new AtomicLong();
    CountDownLatch pulse = new CountDownLatch(1);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    run(() -> {
      long start = threads.getCurrentThreadCpuTime();
      change.run();
      worked.set(threads.getCurrentThreadCpuTime() - start);
      AtomicLong begun = new AtomicLong();
      Runnable before = () -> begun.set(threads.getCurrentThreadCpuTime());
      Runnable[] after = new Runnable[1];
      after[0] =
          () -> {
            worked.addAndGet(threads.getCurrentThreadCpuTime() - begun.get());
            scene.removePreLayoutPulseListener(before);
            scene.removePostLayoutPulseListener(after[0]);
            pulse.countDown();
          };
      scene.addPreLayoutPulseListener(before);
      scene.addPostLayoutPulseListener(after[0]);
      Platform.requestNextPulse();
    });
    try {
      if (!pulse.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("no pulse after a change");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return worked.get();
  }

  public void doubleClick(String selector) {
    clickAt(selector, 0.5, 0.5, 2, 0);
  }

  /**
   * Clicks a node at a share of its width and height, with keys held.
   *
   * @param clicks how often
   */
  public void clickAt(String selector, double shareX, double shareY, int clicks, int held) {
    Target target = target(selector, shareX, shareY);
    mouse(target, MOUSE_MOVE, BUTTON_NONE, held);
    for (int click = 0; click < clicks; click++) {
      mouse(target, MOUSE_DOWN, BUTTON_LEFT, held | LEFT_HELD);
      mouse(target, MOUSE_UP, BUTTON_LEFT, held);
    }
    settle();
  }

  /** Moves the mouse over a node. */
  public void hover(String selector, double shareX, double shareY) {
    mouse(target(selector, shareX, shareY), MOUSE_MOVE, BUTTON_NONE, 0);
    settle();
  }

  /** Turns the mouse wheel by one notch towards the user, over the middle of a node. */
  public void scroll(String selector) {
    Target target = target(selector, 0.5, 0.5);
    run(() -> {
      int x = whole(target.x + target.window.getScene().getX());
      int y = whole(target.y + target.window.getScene().getY());
      Class<?>[] types = {
        int.class,
        int.class,
        int.class,
        int.class,
        double.class,
        double.class,
        int.class,
        int.class,
        int.class,
        int.class,
        int.class,
        double.class,
        double.class
      };
      int screenX = whole(x + target.window.getX());
      int screenY = whole(y + target.window.getY());
      View view = view(target.window);
      invoke(
          view,
          "notifyScroll",
          types,
          x,
          y,
          screenX,
          screenY,
          0.0,
          -1.0,
          0,
          1,
          0,
          0,
          0,
          40.0,
          40.0);
    });
    settle();
  }

  /** Drags from one share of a node's width to another, halfway up. */
  public void drag(String selector, double fromShare, double toShare) {
    Target from = target(selector, fromShare, 0.5);
    Target to = target(selector, toShare, 0.5);
    mouse(from, MOUSE_MOVE, BUTTON_NONE, 0);
    mouse(from, MOUSE_DOWN, BUTTON_LEFT, LEFT_HELD);
    for (int step = 1; step <= 4; step++) {
      Target at =
          new Target(
              from.window,
              from.x + (to.x - from.x) * step / 4,
              from.y + (to.y - from.y) * step / 4);
      mouse(at, MOUSE_DRAG, BUTTON_LEFT, LEFT_HELD);
    }
    mouse(to, MOUSE_UP, BUTTON_LEFT, 0);
    settle();
  }

  /**
   * Drags a node by some px to the right, with keys held.
   *
   * @param height where it is taken, as a share of its height; in the middle of its width
   */
  public void dragBy(String selector, double height, double px, int held) {
    Target from = target(selector, 0.5, height);
    mouse(from, MOUSE_MOVE, BUTTON_NONE, held);
    mouse(from, MOUSE_DOWN, BUTTON_LEFT, held | LEFT_HELD);
    Target at = from;
    for (int step = 1; step <= 4; step++) {
      at = new Target(from.window, from.x + px * step / 4, from.y);
      mouse(at, MOUSE_DRAG, BUTTON_LEFT, held | LEFT_HELD);
    }
    mouse(at, MOUSE_UP, BUTTON_LEFT, held);
    settle();
  }

  /** Presses and releases a key. */
  public void press(KeyCode key, int held) {
    key(KEY_PRESS, key.getCode(), new char[0], held);
    key(KEY_RELEASE, key.getCode(), new char[0], held);
    settle();
  }

  public void press(KeyCode key) {
    press(key, 0);
  }

  /**
   * Presses Tab and lays the window out at once, for long walks.
   *
   * @return what has the keyboard then
   */
  Node tab() {
    return call(() -> {
      notifyKey(KEY_PRESS, KeyCode.TAB.getCode(), new char[0], 0);
      notifyKey(KEY_RELEASE, KeyCode.TAB.getCode(), new char[0], 0);
      Scene scene = stage.getScene();
      scene.getRoot().applyCss();
      scene.getRoot().layout();
      return scene.getFocusOwner();
    });
  }

  /** Types text into what has the focus. */
  public void type(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      KeyCode code = KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(letter)));
      int number = code == null ? 0 : code.getCode();
      key(KEY_PRESS, number, new char[] {letter}, 0);
      key(KEY_TYPED, 0, new char[] {letter}, 0);
      key(KEY_RELEASE, number, new char[] {letter}, 0);
    }
    settle();
  }

  /** Replaces what stands in a text field and confirms it. */
  public void fill(String selector, String text) {
    click(selector);
    press(KeyCode.A, CTRL);
    press(KeyCode.BACK_SPACE);
    type(text);
    press(KeyCode.ENTER);
  }

  /** Chooses an item of a combo box by its place, with the keyboard. */
  public void choose(String selector, int place) {
    run(() -> lookUp(selector).requestFocus());
    click(selector);
    press(KeyCode.HOME);
    for (int down = 0; down < place; down++) {
      press(KeyCode.DOWN);
    }
    press(KeyCode.ENTER);
  }

  /** Clicks an item of a menu that is open, told by its id or its words. */
  public void clickMenuItem(String id) {
    Node item =
        call(() ->
            Window.getWindows().stream()
                .flatMap(window -> window.getScene().getRoot().lookupAll(".menu-item").stream())
                .filter(node -> matches(node, id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no open menu has " + id)));
    Target target = call(() -> target(item, 0.5, 0.5));
    mouse(target, MOUSE_MOVE, BUTTON_NONE, 0);
    mouse(target, MOUSE_DOWN, BUTTON_LEFT, LEFT_HELD);
    mouse(target, MOUSE_UP, BUTTON_LEFT, 0);
    settle();
  }

  /** Writes a picture of the window. */
  public Path snapshot(Path file) {
    settle();
    return save(call(() -> stage.getScene().snapshot(null)), file);
  }

  /** Writes a picture, making the folder it goes to. */
  public static Path save(WritableImage image, Path file) {
    return call(() -> {
      Files.createDirectories(file.toAbsolutePath().getParent());
      PngFile.write(image, file);
      return file;
    });
  }

  /** Closes the window without asking anybody. */
  @Override
  public void close() {
    run(() -> {
      List.copyOf(Window.getWindows()).stream()
          .filter(window -> !window.equals(stage))
          .forEach(Window::hide);
      stage.hide();
    });
  }

  private static boolean matches(Node node, String id) {
    boolean named = node.lookup(".label") instanceof Labeled label && id.equals(label.getText());
    if (named || id.equals(node.getId())) {
      return true;
    }
    return node.getProperties().get(MenuItem.class) instanceof MenuItem item
        && id.equals(item.getId());
  }

  private Node lookUp(String selector) {
    return Window.getWindows().stream()
        .flatMap(window -> window.getScene().getRoot().lookupAll(selector).stream())
        .filter(UiDriver::isShown)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing visible is " + selector));
  }

  private static boolean isShown(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private record Target(Window window, double x, double y) {}

  private Target target(String selector, double shareX, double shareY) {
    settle();
    return call(() -> target(lookUp(selector), shareX, shareY));
  }

  private static Target target(Node node, double shareX, double shareY) {
    Bounds bounds = node.getBoundsInLocal();
    Point2D inScene =
        node.localToScene(
            bounds.getMinX() + shareX * bounds.getWidth(),
            bounds.getMinY() + shareY * bounds.getHeight());
    return new Target(node.getScene().getWindow(), inScene.getX(), inScene.getY());
  }

  private static void mouse(Target target, int type, int button, int modifiers) {
    run(() -> {
      int x = whole(target.x + target.window.getScene().getX());
      int y = whole(target.y + target.window.getScene().getY());
      int screenX = whole(x + target.window.getX());
      int screenY = whole(y + target.window.getY());
      invoke(
          view(target.window),
          "notifyMouse",
          new Class<?>[] {
            int.class,
            int.class,
            int.class,
            int.class,
            int.class,
            int.class,
            int.class,
            boolean.class,
            boolean.class
          },
          type,
          button,
          x,
          y,
          screenX,
          screenY,
          modifiers,
          false,
          false);
    });
  }

  private static int whole(double pixels) {
    return (int) Math.round(pixels);
  }

  private void key(int type, int code, char[] letters, int modifiers) {
    run(() -> notifyKey(type, code, letters, modifiers));
  }

  private void notifyKey(int type, int code, char[] letters, int modifiers) {
    invoke(
        view(stage),
        "notifyKey",
        new Class<?>[] {int.class, int.class, char[].class, int.class},
        type,
        code,
        letters,
        modifiers);
  }

  /** The platform's view of a window: the newest at its place, a popup's whatever its size. */
  private static View view(Window window) {
    boolean popup = window instanceof PopupWindow;
    return com.sun.glass.ui.Window.getWindows().stream()
        .filter(each -> each.getView() != null)
        .filter(each -> popup || each.getX() == (int) window.getX())
        .filter(each -> popup || each.getY() == (int) window.getY())
        .filter(each -> popup || Math.abs(each.getWidth() - window.getWidth()) <= 1)
        .filter(each -> popup || Math.abs(each.getHeight() - window.getHeight()) <= 1)
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new AssertionError("no platform window for " + window))
        .getView();
  }

  private static void invoke(View view, String name, Class<?>[] types, Object... arguments) {
    try {
      Method method = View.class.getDeclaredMethod(name, types);
      method.setAccessible(true);
      method.invoke(view, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }
}
