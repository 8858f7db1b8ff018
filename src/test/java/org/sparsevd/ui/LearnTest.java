package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Setting;
import org.sparsevd.ui.learn.Lesson;
import org.sparsevd.ui.learn.LessonFolder;

/** A user takes the lessons that come with the program. */
@Timeout(180)
final class LearnTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  private static final Bounds CORNER = new BoundingBox(1, 1, 0, 0); // the upper left of a node

  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() {
    UiDriver.startToolkit();
    studio = new Windows(folder, SampleRuns.ofProgram(), Theme.LIGHT, 1440, 900);
    user = studio.show();
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  private void begin(int number) {
    user.click("#view-learn");
    user.waitFor(
        "the lessons are read", () -> studio.window().scene().lookup("#lesson-" + number) != null);
    user.click("#lesson-" + number);
  }

  @Test
  void everyStepFramesWhatItSpeaksOfAndPreparesWhatItNeeds() throws Exception {
    List<Lesson> lessons = LessonFolder.ofProgram().lessons();
    assertEquals(6, lessons.size());
    for (int number = 1; number <= lessons.size(); number++) {
      Lesson lesson = lessons.get(number - 1);
      begin(number);
      for (int step = 0; step < lesson.steps().size(); step++) {
        Lesson.Step now = lesson.steps().get(step);
        String where = lesson.title() + ", " + now.title();
        assertEquals(now.title(), user.textOf("#lesson-title"));
        assertEquals((step + 1) + " of " + lesson.steps().size(), user.textOf("#lesson-count"));
        if (now.setUp().isPresent()) {
          prepare(now.setUp().get(), where);
        }
        if (now.node().isPresent()) {
          user.waitFor(where + " is framed", () -> isFramed(now.node().get()));
        }
        if (step == 1) {
          user.snapshot(PICTURES.resolve("lesson-%d-light.png".formatted(number)));
        }
        user.click("#lesson-next");
      }
      assertFalse(user.sees("#lesson-card"), lesson.title() + " is over");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1440, 1280})
  void oneClickMixesTheLabelsAndTheSliderIsTakenOutOfItsClosedGroup(int width) throws Exception {
    UiDriver.run(() -> user.stage().setWidth(width)); // the form in a drawer, or beside the charts
    Lesson lesson = LessonFolder.ofProgram().lessons().getLast();
    begin(6);
    assertFalse(user.sees("#randomLabels-slider"), "its group is closed at first");
    Lesson.Step mixing =
        lesson.steps().stream()
            .filter(step -> step.node().equals(Optional.of("randomLabels-slider")))
            .findFirst()
            .orElseThrow();
    for (int step = 0; step < lesson.steps().indexOf(mixing); step++) {
      user.click("#lesson-next");
    }
    user.waitFor("the slider is framed", () -> isFramed("randomLabels-slider"));
    assertEquals(0, user.find(Slider.class, "#randomLabels-slider").getValue());
    user.snapshot(PICTURES.resolve("lesson-slider-%d.png".formatted(width)));
    user.click("#lesson-set-up");
    assertEquals(0.3, user.find(Slider.class, "#randomLabels-slider").getValue());
    assertEquals("0.3", user.find(TextField.class, "#randomLabels").getText());
    assertEquals(
        Optional.of(Presets.named("demo").config().with("randomLabels", "0.3")),
        studio.model().experiment().configProperty().get());
    user.fill("#randomLabels", "0.9");
    UiDriver.run(() -> setText("epochs", "3"));
    user.click("#lesson-set-up");
    assertEquals(
        Optional.of(Presets.named("demo").config().with("randomLabels", "0.3")),
        studio.model().experiment().configProperty().get(),
        "whatever the form said before");
  }

  private void setText(String key, String text) {
    try {
      studio.model().experiment().text(Setting.named(key)).set(text);
    } catch (InvalidConfigException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void atTwiceTheTextSizeTheWindowScrollsToWhatIsFramed() throws Exception {
    for (double size = Theme.STANDARD_TEXT_SIZE; size < 2 * Theme.STANDARD_TEXT_SIZE; size++) {
      user.press(KeyCode.PLUS, UiDriver.CTRL);
    }
    Lesson lesson = LessonFolder.ofProgram().lessons().getFirst();
    user.open(ViewKind.LEARN); // the rail is longer than the window now
    user.waitFor("the lessons", () -> studio.window().scene().lookup("#lesson-1") != null);
    UiDriver.run(() -> ((Button) studio.window().scene().lookup("#lesson-1")).fire());
    for (Lesson.Step now : lesson.steps()) {
      if (now.setUp().isPresent()) {
        prepare(now.setUp().get(), now.title());
      }
      if (now.node().isPresent()) {
        user.waitFor(now.title() + " is in sight", () -> beginsInSight(now.node().get()));
      }
      user.snapshot(PICTURES.resolve("lesson-at-200.png"));
      user.click("#lesson-next");
    }
  }

  private boolean beginsInSight(String id) {
    Node node = studio.window().scene().lookup("#" + id);
    Node frame = studio.window().scene().lookup("#lesson-frame");
    if (node == null || !frame.isVisible()) {
      return false;
    }
    Bounds spoken = node.localToScene(CORNER);
    return spoken.getMinX() > 0
        && spoken.getMinY() > 0
        && spoken.getMinX() < 1440
        && spoken.getMinY() < 900
        && frame.localToScene(frame.getLayoutBounds()).contains(spoken);
  }

  private void prepare(Lesson.SetUp setUp, String where) {
    user.click("#lesson-set-up");
    String sample = setUp.actions().get("sample");
    if (sample != null) {
      user.waitFor(
          where + " opened " + sample,
          () ->
              studio
                  .model()
                  .cursor()
                  .runProperty()
                  .get()
                  .filter(run -> run.folder().endsWith(sample))
                  .isPresent());
    }
    String epoch = setUp.actions().get("epoch");
    if (epoch != null) {
      user.waitFor(
          where + " went to epoch " + epoch,
          () -> studio.model().cursor().epochProperty().get() == Integer.parseInt(epoch));
    }
    String cut = setUp.actions().get("cut");
    if (cut != null) {
      assertEquals(Double.parseDouble(cut), studio.model().cursor().cutProperty().get());
    }
    String preset = setUp.actions().get("preset");
    for (Setting setting : Setting.all()) {
      String value = setUp.actions().get(setting.key());
      if (value != null) {
        assertEquals(value, studio.model().experiment().text(setting).get(), where);
      }
    }
    if (preset != null) {
      assertEquals(preset, studio.model().presetProperty().get().orElseThrow().name());
    }
    assertTrue(studio.model().problemProperty().get().isEmpty());
  }

  private boolean isFramed(String id) {
    Node node = studio.window().scene().lookup("#" + id);
    Region frame = (Region) studio.window().scene().lookup("#lesson-frame");
    if (node == null || !frame.isVisible()) {
      return false;
    }
    Bounds inner = node.localToScene(node.getLayoutBounds());
    Bounds outer = frame.localToScene(frame.getLayoutBounds());
    return Math.abs(outer.getMinX() - inner.getMinX() + 4) < 1
        && Math.abs(outer.getMaxX() - inner.getMaxX() - 4) < 1
        && Math.abs(outer.getMinY() - inner.getMinY() + 4) < 1
        && Math.abs(outer.getMaxY() - inner.getMaxY() - 4) < 1;
  }

  @Test
  void aLessonCanBeWalkedBackAndDismissedByKeyAndButtonAndLeavesTheWindowUsable() {
    begin(1);
    assertTrue(user.find(Button.class, "#lesson-back").isDisabled());
    user.click("#lesson-next");
    assertEquals("2 of 6", user.textOf("#lesson-count"));
    user.click("#lesson-back");
    assertEquals("1 of 6", user.textOf("#lesson-count"));
    user.click("#theme"); // below the lesson
    user.snapshot(PICTURES.resolve("lesson-dark.png"));
    user.click("#lesson-next");
    user.press(KeyCode.ESCAPE);
    assertFalse(user.sees("#lesson-card"));
    begin(2);
    UiDriver.run(user.find(Button.class, "#theme")::requestFocus);
    user.press(KeyCode.ESCAPE);
    assertFalse(user.sees("#lesson-card"), "wherever the keyboard is");
    begin(2);
    user.click("#lesson-close");
    assertFalse(user.sees("#lesson-card"));
    user.click("#view-learn");
    user.snapshot(PICTURES.resolve("learn-dark.png"));
  }

  /** Or a lesson would slow down what it shows, and go on for ever where its window is gone. */
  @Test
  void aLessonThatOnlyStandsThereCostsNothing() throws InterruptedException {
    UiDriver.run(studio.window()::stopPolling);
    int without = pulsesInASecond();
    begin(1);
    user.click("#lesson-next");
    int with = pulsesInASecond();
    assertTrue(with < without + 10, with + " pulses in a second, " + without + " without a lesson");
  }

  private int pulsesInASecond() throws InterruptedException {
    Thread.sleep(2000); // charts are drawn
    AtomicInteger pulses = new AtomicInteger();
    Runnable count = pulses::incrementAndGet;
    UiDriver.run(() -> studio.window().scene().addPostLayoutPulseListener(count));
    Thread.sleep(1000);
    UiDriver.run(() -> studio.window().scene().removePostLayoutPulseListener(count));
    return pulses.get();
  }
}
