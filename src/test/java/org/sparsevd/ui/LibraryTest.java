package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunNotes;
import org.sparsevd.run.RunSummary;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.ui.threshold.CutLab;

/** A user keeps runs in order in the real window, by mouse and keyboard. */
@Timeout(240)
final class LibraryTest {
  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void prepare() throws Exception {
    UiDriver.startToolkit();
    run("alpha", 0);
    run("beta", 1);
    new RunNotes("for the talk", List.of("demo")).write(run("gamma", 2));
  }

  private Path run(String name, double shift) throws Exception {
    return RunFixtures.write(
        folder.resolve("runs").resolve(name), "lenet-300-100", List.of(784, 300, 100, 10), shift);
  }

  private void open() {
    studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1440, 860);
    user = studio.show();
    user.open(ViewKind.LIBRARY);
    user.waitFor("the runs", () -> names().size() == 3);
    user.settle();
  }

  @AfterEach
  void close() {
    if (user != null) {
      user.close();
      studio.close();
    }
  }

  @SuppressWarnings("unchecked") // it is the table of runs
  private TableView<RunSummary> table() {
    return (TableView<RunSummary>) studio.window().scene().lookup("#library-table");
  }

  /** Of the runs in the table, from the top; for the view's thread. */
  private List<String> names() {
    return table().getItems().stream().map(RunSummary::name).toList();
  }

  private List<String> namesNow() {
    return UiDriver.call(this::names);
  }

  private void select(int... rows) {
    UiDriver.run(() -> {
      table().requestFocus();
      table().getSelectionModel().clearSelection();
      for (int row : rows) {
        table().getSelectionModel().select(row);
      }
    });
    user.settle();
  }

  @Test
  void runsAreKeptInTheFolderTheUserChooses() throws Exception {
    open();
    Path talks = folder.resolve("talks");
    RunFixtures.write(talks.resolve("delta"), "toy", List.of(100, 20, 4), 0);
    List<Path> kept = new CopyOnWriteArrayList<>();
    UiDriver.run(() -> studio.window().setFolderChoice(kept::add));
    studio.files().answer(talks);
    user.click("#library-folder");
    user.waitFor("the runs there", () -> names().equals(List.of("delta")));
    assertEquals(List.of(talks), kept);
    assertEquals(talks, UiDriver.call(() -> studio.model().runsFolder()));
    UiDriver.run(() ->
        studio
            .window()
            .setFolderChoice(to -> {
              throw new IOException("read-only");
            }));
    studio.files().answer(folder.resolve("runs"));
    user.click("#library-folder");
    user.waitFor("a sentence", () -> studio.window().scene().lookup("#prompt") != null);
    assertEquals(List.of("delta"), namesNow(), "where new runs go is where the list is of");
  }

  @Test
  void searchingLooksAtNamesTagsAndNotesAndColumnsSort() {
    open();
    user.fill("#library-search", "TALK");
    assertEquals(List.of("gamma"), namesNow());
    assertEquals("1 of 3 runs", user.textOf("#library-count"));
    user.fill("#library-search", "sparse demo");
    assertEquals(List.of("gamma"), namesNow(), "all words, wherever they stand");
    user.fill("#library-search", "nothing like it");
    assertEquals(List.of(), namesNow());
    user.fill("#library-search", "");
    assertEquals(3, namesNow().size());
    user.click("#library-column-NAME");
    assertEquals(List.of("alpha", "beta", "gamma"), namesNow());
    user.click("#library-column-NAME");
    assertEquals(List.of("gamma", "beta", "alpha"), namesNow());
    user.click("#library-column-ERROR");
    assertEquals(
        List.of("alpha", "beta", "gamma"), namesNow(), "each errs more than the one before");
  }

  @Test
  void deleteCanBeUndone() {
    open();
    user.click("#library-column-NAME");
    select(0, 2);
    user.press(KeyCode.DELETE);
    user.waitFor("two are gone", () -> names().equals(List.of("beta")));
    assertFalse(Files.exists(folder.resolve("runs/alpha")));
    user.settle();
    user.click("#library-undo");
    user.waitFor("they are back", () -> names().size() == 3);
    assertTrue(Files.exists(folder.resolve("runs/alpha/run.json")));
    user.settle();
    assertFalse(user.sees("#library-undo"));
  }

  @Test
  void theTrashIsEmptiedOnlyWhenTheUserSaysSoTwice() {
    open();
    assertTrue(UiDriver.call(() -> studio.window().scene().lookup("#library-trash").isDisabled()));
    user.click("#library-column-NAME");
    select(0);
    user.press(KeyCode.DELETE);
    user.waitFor("one is gone", () -> names().equals(List.of("beta", "gamma")));
    user.settle();
    assertTrue(Files.exists(folder.resolve("runs/.trash")));
    user.click("#library-trash");
    user.settle();
    user.click("#library-empty-trash");
    user.waitFor(
        "an empty trash", () -> studio.window().scene().lookup("#library-trash").isDisabled());
    String[] left = folder.resolve("runs/.trash").toFile().list();
    assertTrue(left == null || left.length == 0);
    assertFalse(user.sees("#library-undo"), "what is gone for good is not offered again");
    assertEquals(List.of("beta", "gamma"), namesNow());
  }

  @Test
  void aRunIsRenamedAndNotedOnByKeys() throws Exception {
    open();
    user.click("#library-column-NAME");
    select(0);
    user.press(KeyCode.F2);
    assertTrue(user.find(TextField.class, "#library-name").isFocused());
    user.type("renamed");
    user.press(KeyCode.ENTER);
    user.waitFor("the name", () -> names().contains("renamed"));
    assertTrue(Files.exists(folder.resolve("runs/renamed/run.json")));
    select(UiDriver.call(() -> names().indexOf("renamed")));
    user.fill("#library-tags", "one, two");
    UiDriver.run(() -> table().requestFocus());
    user.waitFor(
        "the tags",
        () ->
            table().getItems().stream()
                .anyMatch(run -> run.notes().tags().equals(List.of("one", "two"))));
    assertEquals(List.of("one", "two"), RunNotes.read(folder.resolve("runs/renamed")).tags());
    select(UiDriver.call(() -> names().indexOf("renamed")));
    user.fill("#library-name", "a/b");
    assertTrue(user.find(TextField.class, "#library-name").getStyleClass().contains("bad"));
    UiDriver.run(() -> table().requestFocus());
    user.settle();
    assertEquals(3, namesNow().size());
    assertTrue(namesNow().contains("renamed"), "a name that is not allowed changes nothing");
  }

  @Test
  void aRunThatIsLookedAtAndComparedIsFollowedToItsNewName() throws Exception {
    open();
    Run alpha = RunFolder.open(folder.resolve("runs/alpha"));
    Run beta = RunFolder.open(folder.resolve("runs/beta"));
    UiDriver.run(() -> {
      studio.model().look(alpha);
      studio.window().compare(List.of(alpha, beta));
    });
    user.open(ViewKind.LIBRARY);
    select(UiDriver.call(() -> names().indexOf("alpha")));
    user.press(KeyCode.F2);
    user.type("delta");
    user.press(KeyCode.ENTER);
    Path now = folder.resolve("runs/delta");
    user.waitFor(
        "the run under its new name",
        () ->
            studio
                .model()
                .cursor()
                .runProperty()
                .get()
                .filter(run -> run.folder().equals(now))
                .isPresent());
    user.open(ViewKind.COMPARE);
    user.waitFor(
        "both",
        () ->
            studio.window().scene().lookup("#run-slot-A") instanceof Button slot
                && slot.getAccessibleText().contains("delta"));
  }

  @Test
  void aRunIsOpenedComparedAndItsSettingsUsedAgain() {
    open();
    user.click("#library-column-NAME");
    select(1);
    assertTrue(user.find(Button.class, "#library-compare").isDisabled(), "with one run");
    user.press(KeyCode.ENTER);
    user.waitFor(
        "the run",
        () ->
            studio
                .model()
                .cursor()
                .runProperty()
                .get()
                .filter(run -> run.info().name().equals("beta"))
                .isPresent());
    user.open(ViewKind.LIBRARY);
    select(0, 1);
    user.click("#library-compare");
    user.waitFor("both", () -> isSeen("#run-letter-B"));
    user.open(ViewKind.LIBRARY);
    select(2);
    UiDriver.run(() -> studio.model().presetProperty().set(Optional.empty()));
    user.click("#library-repeat");
    user.waitFor(
        "its preset",
        () ->
            studio
                .model()
                .presetProperty()
                .get()
                .filter(preset -> preset.name().equals("lenet-300-100"))
                .isPresent());
  }

  @Test
  void whatIsDroppedIsTakenInAndLookedAt() throws Exception {
    open();
    Path file = folder.resolve("given.sparsevd");
    RunArchive.write(folder.resolve("runs/alpha"), file, new RunArchive.Contents(true, true));
    UiDriver.run(() -> studio.window().take(List.of(file)));
    user.waitFor(
        "the run",
        () ->
            studio
                .model()
                .cursor()
                .runProperty()
                .get()
                .map(Run::folder)
                .filter(place -> place.startsWith(folder.resolve("runs")))
                .isPresent());
    assertEquals(4, RunFolder.runsIn(folder.resolve("runs")).size(), "beside the one it is of");
    Path wrong = Files.writeString(folder.resolve("notes.txt"), "hello");
    UiDriver.run(() -> studio.window().take(List.of(wrong)));
    user.waitFor("a sentence", () -> isSeen("#prompt"));
  }

  private boolean isSeen(String selector) {
    Node node = studio.window().scene().lookup(selector);
    return node != null && node.isVisible();
  }

  /** For people to look at. */
  @Test
  void drawsTheViewInBothThemesAndSizes() throws Exception {
    try (Windows windows = new Windows(folder.resolve("runs"), Theme.LIGHT, 1440, 900);
        Compute compute = new Compute(1)) {
      CutLab lab = new CutLab(compute, Runnable::run, Runnable::run);
      ScreenshotTest.drawAll(
          windows,
          lab,
          "library",
          ViewKind.LIBRARY,
          scene -> {
            TableView<?> table = (TableView<?>) scene.lookup("#library-table");
            table.getSelectionModel().select(0);
          });
    }
  }
}
