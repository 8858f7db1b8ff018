package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
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
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.run.ThinnedRun;
import org.sparsevd.train.Presets;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;
import org.sparsevd.ui.train.RunCursor;
import org.sparsevd.ui.train.SessionState;
import org.sparsevd.ui.train.TrainingEngine;

/** A user looks at results and sample runs in the real window, by mouse and keyboard. */
@Timeout(180)
final class ResultsTest {
  private static final int EPOCHS = 12;

  @TempDir private Path folder;
  private SampleRuns samples;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void prepare() {
    UiDriver.startToolkit();
    samples = new SampleRuns(folder.resolve("samples"));
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  private void open() {
    studio = new Windows(folder.resolve("runs"), samples, Theme.LIGHT, 1440, 860);
    user = studio.show();
  }

  private void openResults() {
    open();
    user.open(ViewKind.RESULTS);
    user.waitFor("the table", () -> studio.window().scene().lookup("#results-grid") != null);
  }

  @Test
  void withoutSampleRunsItSaysSoAndShowsWhatWasPublished() {
    openResults();
    assertTrue(user.textOf("#results-none").startsWith("No sample runs"));
    assertEquals(0, count("measured"));
    assertEquals("", subtitle("#results .card"), "no row to click on");
    assertTrue(words().containsAll(List.of("LeNet-300-100", "LeNet-5-Caffe", "1.92", "280\u00d7")));
    assertFalse(user.sees("#time-track"), "results have no time to move through");
    user.click("#view-train");
    assertFalse(user.sees("#results-grid"));
    assertTrue(user.sees("#time-track"));
  }

  @Test
  void aClickOnARowOpensItsRunAtItsLastEpoch() throws Exception {
    Path thinned = sample("mine", 1);
    openResults();
    assertFalse(user.sees("#results-none"));
    Run run = RunFolder.open(thinned);
    String error = "%.2f".formatted(run.latest().orElseThrow().testErrorPercent());
    Button row = user.find(Button.class, "#result-mine");
    assertTrue(row.getAccessibleText().contains("error " + error + " %"), row.getAccessibleText());
    assertTrue(words().contains(error), "the figure of the run's files: " + error);
    user.click("#result-mine");
    user.waitFor("the run is there", () -> cursor().runProperty().get().isPresent());
    assertEquals(thinned, cursor().runProperty().get().orElseThrow().folder());
    assertEquals(EPOCHS, cursor().epochProperty().get());
    assertTrue(user.sees("#learning-curves"));
    assertFalse(user.sees("#results-grid"));
    assertTrue(user.find(ToggleButton.class, "#view-train").isFocused());
  }

  @Test
  void aTrainingThatStillReadsItsDataCountsItsOwnEpochs() throws Exception {
    Semaphore read = new Semaphore(0);
    UnaryOperator<TrainingEngine> slow =
        engine ->
            (start, listener, control, started) -> {
              read.acquireUninterruptibly();
              return engine.train(start, listener, control, started);
            };
    studio = new Windows(folder.resolve("runs"), samples, slow, Theme.LIGHT, 1440, 860);
    user = studio.show();
    try {
      Run seen =
          RunFolder.open(RunFixtures.write(folder.resolve("toy"), "toy", List.of(100, 20, 4), 0));
      UiDriver.run(() -> studio.model().look(seen));
      user.fill("#epochs", "3");
      assertEquals("Epoch 60 / 60", user.textOf("#headline"));
      user.click("#train");
      assertEquals(SessionState.LOADING, studio.model().state());
      assertEquals("Epoch 0 / 3", user.textOf("#headline"));
    } finally {
      read.release();
    }
  }

  @Test
  void rowsAreReachedAndOpenedByKeysAlone() throws Exception {
    sample("first", 1);
    Path second = sample("second", 2);
    openResults();
    UiDriver.run(() -> studio.window().scene().lookup("#result-first").requestFocus());
    user.press(KeyCode.DOWN);
    Button row = user.find(Button.class, "#result-second");
    assertTrue(row.isFocused());
    user.press(KeyCode.UP);
    assertFalse(row.isFocused());
    user.press(KeyCode.TAB);
    assertTrue(row.isFocused());
    user.press(KeyCode.SPACE);
    user.waitFor("the run is there", () -> cursor().runProperty().get().isPresent());
    assertEquals(second, cursor().runProperty().get().orElseThrow().folder());
    assertEquals(SessionState.IDLE, studio.model().state(), "the row's Space trains nothing");
  }

  @Test
  void twoSeedsHaveAMedianRow() throws Exception {
    List<Integer> lenet = List.of(784, 300, 100, 10);
    RunFixtures.write(samples.folder().resolve("a"), "lenet-300-100", lenet, 0, "seed=1");
    openResults();
    assertEquals(0, count("median"));
    close();
    RunFixtures.write(samples.folder().resolve("b"), "lenet-300-100", lenet, 1, "seed=2");
    openResults();
    assertTrue(words().contains("median of 2"));
    double first =
        RunFolder.open(samples.folder().resolve("a")).latest().orElseThrow().testErrorPercent();
    assertTrue(words().contains("%.2f".formatted(first + 0.5)), words().toString());
  }

  @Test
  void aSampleThatCannotBeReadIsSaidInASentence() throws Exception {
    Path broken = Files.createDirectories(samples.folder().resolve("broken"));
    Files.writeString(broken.resolve("run.json"), "{\"formatVersion\": 9}");
    openResults();
    assertTrue(
        UiDriver.call(() ->
                studio
                    .window()
                    .scene()
                    .getRoot()
                    .lookupAll(".results-content > .warn-text")
                    .stream()
                    .map(node -> ((Label) node).getText())
                    .toList())
            .getFirst()
            .contains("formatVersion 9 is newer"));
  }

  @Test
  void epochsWithoutMasksShowThoseOfAnEarlierEpochAndSayWhich() throws Exception {
    Path thinned = sample("mine", 1);
    open();
    UiDriver.run(() -> studio.model().openRun(thinned));
    user.waitFor("the run is there", () -> cursor().epochProperty().get() == EPOCHS);
    user.waitFor("its masks", () -> subtitle("#mask-card").isEmpty());
    user.fill("#time-epoch", "7");
    user.waitFor("earlier masks", () -> subtitle("#mask-card").equals("of epoch 0"));
    user.open(ViewKind.MASKS);
    user.waitFor("the masks", () -> subtitle(".masks .card").endsWith(", masks of epoch 0"));
    user.click("#live");
    user.waitFor("its own masks", () -> !subtitle(".masks .card").contains("epoch"));
  }

  @Test
  void theFirstStartShowsASampleAndTrainStartsTheDemoOfTheForm() throws Exception {
    Path thinned = sample("mine", 1);
    open();
    UiDriver.run(() -> StudioApp.showSample(studio.model(), samples, folder.resolve("runs")));
    user.waitFor("the sample is there", () -> cursor().epochProperty().get() == EPOCHS);
    assertEquals(thinned, cursor().runProperty().get().orElseThrow().folder());
    Presets.Preset demo = Presets.all().getFirst();
    assertEquals(Optional.of(demo), studio.model().presetProperty().get());
    assertEquals(Optional.of(demo.config()), studio.model().experiment().configProperty().get());
    user.click("#train");
    user.waitFor("a run begins", () -> studio.model().trainedRun().isPresent());
    Run trained = cursor().runProperty().get().orElseThrow();
    assertEquals(Optional.of("demo"), trained.info().preset());
    assertFalse(samples.holds(trained.folder()));
  }

  @Test
  void whoHasRunsOfTheirOwnIsShownNoSample() throws Exception {
    sample("mine", 1);
    RunFixtures.write(folder.resolve("runs/own"), "toy", List.of(100, 20, 4), 0);
    open();
    List<String> shown = new ArrayList<>();
    UiDriver.run(() -> {
      cursor()
          .runProperty()
          .addListener((observable, before, now) ->
              now.ifPresent(run -> shown.add(run.folder().getFileName().toString())));
      StudioApp.showSample(studio.model(), samples, folder.resolve("runs"));
      studio.model().openRun(folder.resolve("runs/own"));
    });
    // Files are read one after another: a sample would have come first.
    user.waitFor("what was opened", () -> shown.contains("own"));
    assertEquals(List.of("own"), shown);
  }

  @Test
  void theResultCardSaysWhetherAPaperPresetWasReproduced() throws Exception {
    List<Integer> lenet = List.of(784, 300, 100, 10);
    Path paper = RunFixtures.write(folder.resolve("paper"), "lenet-300-100", lenet, 0);
    open();
    assertFalse(user.sees("#reproduction"));
    Run run = RunFolder.open(paper);
    UiDriver.run(() -> studio.model().look(run));
    user.settle();
    // Fixtures compress too little, whatever their error is.
    assertEquals("Outside the expected band", user.textOf("#reproduction-headline"));
    assertTrue(
        user.textOf("#reproduction-figures")
            .startsWith("At the end compression 20.4\u00d7 is below"));
    assertFalse(user.sees("#reproduction-settings"));
    user.fill("#time-epoch", "60");
    assertEquals("After epoch 60 of 200", user.textOf("#reproduction-headline"));
    Path other =
        RunFixtures.write(folder.resolve("other"), "lenet-300-100", lenet, 0, "epochs=9", "seed=4");
    Run changed = RunFolder.open(other);
    UiDriver.run(() -> studio.model().look(changed));
    assertEquals("Other settings: Epochs 9 (preset 200)", user.textOf("#reproduction-settings"));
    Run toy =
        RunFolder.open(RunFixtures.write(folder.resolve("toy"), "toy", List.of(100, 20, 4), 0));
    UiDriver.run(() -> studio.model().look(toy));
    user.settle();
    assertFalse(user.sees("#reproduction"));
  }

  /** A thinned run of the toy problem among the samples. */
  private Path sample(String name, int seed) throws Exception {
    try (Compute compute = new Compute(1)) {
      Run run =
          new RecordedTraining(DatasetCatalog.current(), compute)
              .train(
                  Optional.of("toy"),
                  Presets.named("toy")
                      .config()
                      .with("epochs", Integer.toString(EPOCHS))
                      .with("seed", Integer.toString(seed)),
                  () -> RunFolder.create(folder, "whole"),
                  started -> {},
                  new TrainingListener() {},
                  new TrainingControl())
              .run();
      return ThinnedRun.write(run.folder(), samples.folder().resolve(name), 10, true).folder();
    }
  }

  /** All that stands in the table. */
  private List<String> words() {
    return UiDriver.call(() ->
        studio.window().scene().getRoot().lookupAll(".result-cell").stream()
            .map(node -> ((Label) node).getText())
            .toList());
  }

  private int count(String styleClass) {
    return UiDriver.call(
        () -> studio.window().scene().getRoot().lookupAll(".result-cell." + styleClass).size());
  }

  private String subtitle(String card) {
    return ((Label) studio.window().scene().lookup(card).lookup(".card-subtitle")).getText();
  }

  private RunCursor cursor() {
    return studio.model().cursor();
  }
}
