package org.sparsevd.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.sparsevd.data.store.DatasetImport;
import org.sparsevd.run.RecordingControl;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;

/**
 * A place of the window that tests of its accessibility look at: every view, and what else can
 * stand in front of one.
 *
 * @param view where it is
 * @param run the sample run that is opened there; nothing is when it is empty
 * @param extra what is done there, by keyboard but for lines of a menu
 */
record Place(String name, ViewKind view, String run, Action extra) {
  private static final Action NOTHING = (studio, user) -> {};
  static final int WIDTH = 1280;
  static final int HEIGHT = 800;
  private static final Path RUNS = Path.of("assets", "runs");
  private static final String DENSE = "lenet-300-100-s1";
  private static final String CONVOLUTIONS = "lenet-5-s1";

  /** Of the form, closed at first, and a control in each. */
  private static final Map<String, String> CLOSED_GROUPS =
      Map.of(
          "#group-data", "#randomLabels-slider",
          "#group-network", "#hiddenLayers",
          "#group-optimiser", "#adamBeta1");

  private static final String OWN_DATA = "leaves";
  private static final String SPOILT = "spoilt runs";
  private static final String UNFINISHED = "unfinished runs";

  /** Something a user does in a studio. */
  interface Action {
    void take(Windows studio, UiDriver user) throws Exception;
  }

  /** All of them. */
  static List<Place> all() {
    return Stream.of(usual(), rare()).flatMap(List::stream).toList();
  }

  /**
   * Those with every kind of control between them; a view added to the rail is among them by
   * itself.
   */
  static List<Place> usual() {
    List<Place> places = new ArrayList<>();
    places.add(new Place("TRAIN without a run", ViewKind.TRAIN, "", NOTHING));
    for (ViewKind view : ViewKind.values()) {
      places.add(new Place(view.name(), view, DENSE, NOTHING));
    }
    places.add(train("drawer", (studio, user) -> press(user, "#open-drawer")));
    places.add(
        train(
            "enlarged chart",
            (studio, user) -> press(user, ".chart-grid .card-head > .icon-button")));
    places.add(train("chart in words", (studio, user) -> read(user, "chart.words.describe")));
    places.add(train("chart as a table", (studio, user) -> read(user, "chart.words.tabulate")));
    places.add(train("help", (studio, user) -> user.press(KeyCode.F1)));
    places.add(train("question", (studio, user) -> user.press(KeyCode.R)));
    places.add(
        new Place(
            "noise",
            ViewKind.KL,
            DENSE,
            (studio, user) -> {
              focus(user, "#kl-pages .segment");
              user.press(KeyCode.RIGHT);
            }));
    places.add(
        new Place("lesson", ViewKind.LEARN, DENSE, (studio, user) -> press(user, "#lesson-1")));
    places.add(train("all settings", (studio, user) -> openGroups(user)));
    return places;
  }

  /** Those that show other words in the same kinds of controls. */
  private static List<Place> rare() {
    return List.of(
        train("classes", Place::classes),
        new Place(
            "masks of filters",
            ViewKind.MASKS,
            CONVOLUTIONS,
            (studio, user) -> await(studio, user, "#layer-conv2")),
        data("data of the user's", (studio, user) -> choose(studio, user, OWN_DATA)),
        data("data to import", Place::importTwice),
        data("data to fetch, and a problem", Place::importBad),
        train("a diagnosis and an unfinished run", Place::offer),
        train("a run that can't be written", Place::loseFolder));
  }

  boolean withRun() {
    return !run.isEmpty();
  }

  private static Place train(String name, Action extra) {
    return new Place(name, ViewKind.TRAIN, DENSE, extra);
  }

  private static Place data(String name, Action extra) {
    return new Place(name, ViewKind.DATA, DENSE, extra);
  }

  /**
   * A studio with a run in its folder, the sample runs and a data set of the user's, with nothing
   * opened yet.
   */
  static Windows studio(Path folder, Theme theme) throws Exception {
    Path own = folder.resolve("runs").resolve("own");
    RunFixtures.write(own, "lenet-300-100", List.of(784, 300, 100, 10), 0);
    ToyRuns.diverged(Files.createDirectory(folder.resolve(SPOILT)));
    ToyRuns.stoppedAfter(Files.createDirectory(folder.resolve(UNFINISHED)), 2, 6);
    Windows studio =
        new Windows(folder.resolve("runs"), SampleRuns.ofProgram(), theme, WIDTH, HEIGHT);
    DatasetImport.importFrom(csv(studio, "0"), OWN_DATA, studio.data().store(), (a, b, c) -> {});
    return studio;
  }

  /** Beside the runs: sixty rows of two columns and a class. */
  private static Path csv(Windows studio, String badCell) throws IOException {
    String rows =
        IntStream.range(0, 60)
            .mapToObj(
                i -> "%d.5,%s,%s%n".formatted(i, i == 40 ? badCell : -i, i % 3 == 0 ? "yes" : "no"))
            .collect(Collectors.joining());
    return Files.writeString(beside(studio, OWN_DATA + ".csv"), "height,depth,label\n" + rows);
  }

  private static Path beside(Windows studio, String name) {
    return studio.model().runsFolder().resolveSibling(name);
  }

  /** Has the run opened, and two compared. */
  private void look(Windows studio, UiDriver user) throws Exception {
    Path wanted = RUNS.resolve(run);
    if (!lookedAt(studio).equals(Optional.of(wanted))) {
      Run opened = RunFolder.open(wanted);
      UiDriver.run(() -> studio.model().look(opened));
    }
    if (studio.window().scene().lookup("#swipe") == null) {
      Run one = RunFolder.open(RUNS.resolve(DENSE));
      Run other = RunFolder.open(RUNS.resolve("lenet-300-100-s2"));
      UiDriver.run(() -> studio.window().compare(List.of(one, other)));
      await(studio, user, "#swipe");
    }
  }

  private static Optional<Path> lookedAt(Windows studio) {
    return UiDriver.call(() -> studio.model().cursor().runProperty().get().map(Run::folder));
  }

  private static void await(Windows studio, UiDriver user, String selector) {
    user.waitFor(selector, () -> studio.window().scene().lookup(selector) != null);
  }

  /** Goes there. */
  void open(Windows studio, UiDriver user) throws Exception {
    if (UiDriver.call(() -> studio.model().state().isActive())) {
      UiDriver.run(studio.model()::leave);
      await(studio, user, "#prompt"); // that it ended early
    }
    if (user.sees(".chart-words")) {
      focus(user, ".chart-words .segment"); // Esc there puts the chart back
      user.press(KeyCode.ESCAPE);
    }
    for (String front : List.of("#overlay", "#lesson-card", "#drawer", ".enlarged")) {
      if (user.sees(front)) {
        user.press(KeyCode.ESCAPE);
      }
    }
    if (withRun()) {
      look(studio, user);
    } else if (lookedAt(studio).isPresent()) {
      UiDriver.run(studio.model()::reset);
    }
    user.open(view);
    user.press(KeyCode.ESCAPE);
    String late =
        switch (view) {
          case RESULTS -> ".result-row";
          case LEARN -> "#lesson-1";
          default -> "#view-" + view.key();
        };
    user.waitFor(name, () -> studio.window().scene().lookup(late) != null);
    extra.take(studio, user);
    UiDriver.run(() -> studio.window().poll(0));
    user.settle();
  }

  private static void openGroups(UiDriver user) {
    uncover(user, "#group-data", KeyCode.LEFT);
    CLOSED_GROUPS.forEach((group, control) -> {
      if (!user.sees(control)) {
        press(user, group);
      }
    });
  }

  private static void classes(Windows studio, UiDriver user) {
    uncover(user, "#show-classes", KeyCode.RIGHT);
    press(user, "#show-classes");
    await(studio, user, "#class-figures");
  }

  /**
   * Brings what a narrow window puts into the drawer in sight.
   *
   * @param tab goes to the drawer's tab that has it
   */
  private static void uncover(UiDriver user, String selector, KeyCode tab) {
    if (!user.sees(selector)) {
      press(user, "#open-drawer");
    }
    if (!user.sees(selector)) {
      focus(user, ".drawer-head .segment");
      user.press(tab);
    }
  }

  private static void choose(Windows studio, UiDriver user, String dataset) {
    await(studio, user, "#data-item-" + dataset);
    ListView<?> list = user.find(ListView.class, "#data-list");
    UiDriver.run(() -> {
      Node cell = list.lookup("#data-item-" + dataset);
      list.getSelectionModel().select(((ListCell<?>) cell).getIndex());
    });
  }

  /** Asks for the name of data whose own name is taken. */
  private static void importTwice(Windows studio, UiDriver user) throws Exception {
    Path again = csv(studio, "0");
    UiDriver.run(() -> studio.window().take(List.of(again)));
    user.waitFor("why not", () -> isSeen(studio, "#data-name-problem"));
  }

  private static void importBad(Windows studio, UiDriver user) throws Exception {
    if (!user.sees("#data-problem")) {
      Path bad = csv(studio, "many");
      UiDriver.run(() -> studio.window().take(List.of(bad)));
      focus(user, "#data-name");
      user.press(KeyCode.A, UiDriver.CTRL);
      user.type("bad");
      user.waitFor("a free name", () -> !studio.window().scene().lookup("#confirm").isDisabled());
      press(user, "#confirm");
      user.waitFor("the problem", () -> isSeen(studio, "#data-problem"));
    }
    choose(studio, user, "cifar-10");
  }

  private static void offer(Windows studio, UiDriver user) throws Exception {
    Run spoilt = RunFolder.open(RunFolder.runsIn(beside(studio, SPOILT)).getFirst());
    UiDriver.run(() -> studio.model().look(spoilt));
    UiDriver.run(() -> studio.model().offerNewest(beside(studio, UNFINISHED)));
    user.waitFor("the offer", () -> isSeen(studio, "#resume-banner"));
  }

  /** Trains, takes away the folder that is written to, and stops. */
  private static void loseFolder(Windows studio, UiDriver user) throws Exception {
    ExperimentConfig config = Presets.named("toy").config().with("epochs", "100000").validated();
    UiDriver.run(() -> studio.model().experiment().load(config));
    press(user, "#train");
    user.waitFor("an epoch", () -> trained(studio).flatMap(Run::latest).isPresent());
    Path folder = UiDriver.call(() -> trained(studio).orElseThrow().folder());
    Files.move(folder, beside(studio, "taken-" + folder.getFileName()));
    user.waitFor("that it can't be written", () -> studio.model().trouble().isPresent());
    press(user, "#stop");
    user.waitFor(
        "it stands",
        () -> studio.model().trouble().filter(RecordingControl.Trouble::standing).isPresent());
  }

  private static Optional<Run> trained(Windows studio) {
    return studio.model().trainedRun();
  }

  private static boolean isSeen(Windows studio, String selector) {
    Node node = studio.window().scene().lookup(selector);
    return node != null && node.isVisible();
  }

  /** Chooses from the menu of the first chart. */
  private static void read(UiDriver user, String key) {
    press(user, ".chart-grid .card-actions > .icon-button");
    user.clickMenuItem(Text.of(key));
  }

  private static void focus(UiDriver user, String selector) {
    Node node = user.find(Node.class, selector);
    UiDriver.run(node::requestFocus);
  }

  private static void press(UiDriver user, String selector) {
    focus(user, selector);
    user.press(KeyCode.SPACE);
  }
}
