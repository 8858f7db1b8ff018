package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.RecordedTraining;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Setting;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.ui.threshold.CutLab;
import org.sparsevd.ui.train.SessionState;

/** A user compares runs in the real window, by mouse and keyboard. */
@Timeout(240)
final class CompareTest {
  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void prepare() {
    UiDriver.startToolkit();
  }

  @AfterEach
  void close() {
    if (user != null) {
      user.close();
    }
    if (studio != null) {
      studio.close();
    }
  }

  private Run dense;
  private Run sparse;

  /** Compares a short run of binary dropout with one of Sparse VD. */
  private void open() throws Exception {
    dense = train("dense", 5, "method=binary-dropout");
    sparse = train("sparse", 8, "method=sparse-vd", "learningRate=0.004");
    studio =
        new Windows(
            folder.resolve("runs"), new SampleRuns(folder.resolve("none")), Theme.LIGHT, 1440, 860);
    user = studio.show();
    UiDriver.run(() -> studio.window().compare(List.of(dense, sparse)));
    await("the masks", "#swipe", true);
    user.settle();
  }

  private Run train(String name, int epochs, String... settings) throws Exception {
    return train("toy", name, epochs, settings);
  }

  private Run train(String preset, String name, int epochs, String... settings) throws Exception {
    try (Compute compute = new Compute(2)) {
      var config = Presets.named(preset).config().with("epochs", Integer.toString(epochs));
      for (String setting : settings) {
        int equals = setting.indexOf('=');
        config = config.with(setting.substring(0, equals), setting.substring(equals + 1));
      }
      return new RecordedTraining(DatasetCatalog.current(), compute)
          .train(
              Optional.of(preset),
              config,
              () -> RunFolder.create(folder, name),
              started -> {},
              new TrainingListener() {},
              new TrainingControl())
          .run();
    }
  }

  @Test
  void figuresAreThoseOfTheRunsAndTheBestOfARowIsMarked() throws Exception {
    open();
    List<String> cells = words("#compare-result");
    String kept = "%,d".formatted(weightsKept(sparse));
    assertTrue(cells.contains("\u25b2 " + kept), cells.toString());
    assertTrue(cells.contains("B \u2212 A"), cells.toString());
    assertTrue(cells.contains("5") && cells.contains("8") && cells.contains("+3"), "epochs");
    List<String> settings = words("#compare-settings");
    assertTrue(settings.containsAll(List.of("Method", "Binary dropout", "Sparse VD")));
    assertTrue(settings.containsAll(List.of("Learning rate", "0.002", "0.004")));
    assertTrue(settings.contains("not used"), "settings of the other method");
    assertFalse(settings.contains("Minibatch"), "equal settings are left out");
    user.click("#compare-all-settings");
    assertTrue(words("#compare-settings").contains("Minibatch"));
  }

  private static long weightsKept(Run run) {
    long total = run.info().layers().stream().mapToLong(layer -> layer.weightCount()).sum();
    return Math.round(total / run.latest().orElseThrow().compression());
  }

  @Test
  void theSameRunsChosenAgainKeepTheirErrorAtEqualSparsity() throws Exception {
    open();
    user.waitFor(
        "the error at equal sparsity",
        () ->
            studio.window().scene().lookup("#compare-result").lookupAll(".compare-cell").stream()
                .anyMatch(node -> ((Label) node).getText().startsWith("Test error, sparse as")));
    UiDriver.run(() -> studio.window().compare(List.of(dense, sparse)));
    user.settle();
    assertTrue(
        words("#compare-result").stream()
            .anyMatch(text -> text.startsWith("Test error, sparse as")));
  }

  @Test
  void aClickInTheCurvesMovesEveryChartAndTheTableThere() throws Exception {
    open();
    assertFalse(user.sees("#compare-cursor"));
    user.clickAt("#compare-curves .chart-surface", 0.3, 0.5, 1, 0);
    await("the cursor", "#compare-cursor", true);
    String before = user.textOf("#compare-cursor");
    assertTrue(before.matches("At epoch [1-7]"), before);
    String epoch = before.replaceAll("\\D", "");
    assertTrue(words("#compare-result").contains(epoch), "the table is of that epoch");
    user.press(KeyCode.RIGHT);
    assertNotEquals(before, user.textOf("#compare-cursor"));
    user.click("#compare-cursor");
    assertFalse(user.sees("#compare-cursor"));
    assertTrue(words("#compare-result").contains("8"));
  }

  @Test
  void lettersLetARunStandOutAndSwapChangesPlaces() throws Exception {
    open();
    user.click("#run-letter-A");
    assertTrue(user.find(ToggleButton.class, "#run-letter-A").isSelected());
    assertTrue(
        user.find(ToggleButton.class, "#run-letter-B").getStyleClass().contains("run-behind"));
    // What is only pointed at stands out for a moment; the letter's run does again afterwards.
    user.hover("#compare-curves .chart-surface", 0.97, 0.5);
    user.hover("#compare-sparsity .chart-surface", 0.5, 0.5);
    assertTrue(
        user.find(ToggleButton.class, "#run-letter-B").getStyleClass().contains("run-behind"));
    user.click("#run-letter-A");
    assertTrue(user.find(ToggleButton.class, "#run-letter-B").getStyleClass().contains("run-b"));
    assertTrue(aboutOf("A").startsWith("dense"), aboutOf("A"));
    user.click("#compare-swap");
    assertTrue(aboutOf("A").startsWith("sparse"), aboutOf("A"));
    assertTrue(words("#compare-result").contains("\u22123"), "B \u2212 A has turned");
  }

  private String aboutOf(String letter) {
    return UiDriver.call(() ->
        ((Label) studio.window().scene().lookup("#run-slot-" + letter).lookup(".caption"))
            .getText());
  }

  @Test
  void theSwipeHandleFollowsMouseAndKeys() throws Exception {
    open();
    user.drag("#swipe", 0.5, 0.4);
    double dragged = handle();
    user.press(KeyCode.RIGHT);
    assertTrue(handle() > dragged, "the right key moves it to the right");
    user.press(KeyCode.LEFT);
    assertEquals(dragged, handle(), 1.5);
    assertFalse(user.sees("#compare-cursor"), "its keys move nothing else");
  }

  private double handle() {
    return UiDriver.call(
        () -> studio.window().scene().lookup("#swipe-handle").getBoundsInParent().getMinX());
  }

  @Test
  void aThirdRunIsAddedFromAFolderAndTakenOutAgain() throws Exception {
    open();
    Run third = train("third", 2, "method=plain");
    studio.files().answer(third.folder());
    user.click("#compare-add");
    user.settle();
    user.clickMenuItem("compare-open-folder");
    await("the third run", "#run-letter-C", true);
    assertFalse(words("#compare-result").contains("B \u2212 A"), "differences are of two runs");
    assertTrue(words("#compare-result").contains("2"));
    user.click("#run-slot-C");
    user.clickMenuItem("compare-remove");
    await("two runs again", "#run-letter-C", false);
  }

  @Test
  void whatIsNoRunIsSaidInASentenceAndTheComparisonStays() throws Exception {
    open();
    studio.files().answer(folder);
    user.click("#compare-add");
    user.clickMenuItem("compare-open-folder");
    await("a sentence", "#prompt", true);
    user.press(KeyCode.ESCAPE);
    assertTrue(user.sees("#run-letter-B"));
    assertFalse(user.sees("#run-letter-C"));
  }

  @Test
  void oneClickTrainsTwinsAndComparesThemWhileTheyGrow() throws Exception {
    studio =
        new Windows(
            folder.resolve("runs"), new SampleRuns(folder.resolve("none")), Theme.LIGHT, 1440, 860);
    user = studio.show();
    Presets.Preset toy = Presets.named("toy");
    UiDriver.run(() -> studio.model().presetProperty().set(Optional.of(toy)));
    Setting epochs = Setting.named("epochs");
    UiDriver.run(() -> studio.model().experiment().text(epochs).set("10000"));
    user.open(ViewKind.COMPARE);
    user.click("#train-twins");
    await("the twins", "#run-letter-B", true);
    assertEquals(2, studio.model().twins().size());
    assertTrue(user.textOf("#headline").endsWith("twins"), user.textOf("#headline"));
    user.waitFor(
        "an epoch of both",
        () ->
            studio.model().twins().stream()
                .allMatch(run -> run.latest().map(last -> last.epoch() >= 1).orElse(false)));
    assertTrue(user.find(Button.class, "#train-twins").isDisabled(), "one training at a time");
    user.click("#stop");
    user.waitFor("the end", () -> studio.model().state() == SessionState.ENDED);
    user.settle();
    List<Run> twins = studio.model().twins();
    assertTrue(words("#compare-settings").contains("Method"));
    assertEquals(
        twins.getLast().latest().orElseThrow().epoch(),
        twins.getFirst().latest().orElseThrow().epoch());
    assertEquals(Optional.of(twins.getFirst().info().name()), twins.getLast().info().twin());
    assertEquals(2, RunFolder.runsIn(folder.resolve("runs")).size());
  }

  @Test
  void withoutRunsItSaysWhatToDo() {
    studio =
        new Windows(
            folder.resolve("runs"), new SampleRuns(folder.resolve("none")), Theme.LIGHT, 1440, 860);
    user = studio.show();
    user.open(ViewKind.COMPARE);
    assertTrue(user.sees("#compare-add"));
    assertEquals(List.of(), words("#compare-settings"));
    user.press(KeyCode.RIGHT); // nothing to move through
  }

  /** For people to look at. */
  @Test
  void drawsTheViewInBothThemesAndSizes() throws Exception {
    Run other = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    Run filters = RunFolder.open(Path.of("assets", "runs", "lenet-5-s1"));
    Run demo = train("lenet-300-100-dropout", "dense", 2);
    try (Windows windows = new Windows(folder.resolve("runs"), Theme.LIGHT, 1440, 900);
        Compute compute = new Compute(1)) {
      CutLab lab = new CutLab(compute, Runnable::run, Runnable::run);
      ScreenshotTest.drawWindows(
          windows, lab, "compare", ViewKind.COMPARE, each -> each.compare(List.of(demo, other)));
      ScreenshotTest.drawWindows(
          windows,
          lab,
          "compare-three",
          ViewKind.COMPARE,
          each -> each.compare(List.of(other, demo, filters)));
      ScreenshotTest.drawWindows(
          windows, lab, "compare-empty", ViewKind.COMPARE, each -> each.compare(List.of()));
    }
  }

  private void await(String what, String selector, boolean there) {
    user.waitFor(
        what,
        () -> {
          Node node = studio.window().scene().lookup(selector);
          return there == (node != null && node.isVisible());
        });
  }

  private List<String> words(String grid) {
    return UiDriver.call(() ->
        studio.window().scene().lookup(grid).lookupAll(".compare-cell").stream()
            .map(node -> ((Label) node).getText())
            .toList());
  }
}
