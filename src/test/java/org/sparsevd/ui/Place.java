package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.text.Text;

/**
 * A place of the window that tests of its accessibility look at: every view, and what else can
 * stand in front of one.
 *
 * @param view where it is
 * @param withRun whether a finished run is opened there, else nothing is
 * @param extra what is done there, by keyboard but for lines of a menu
 */
record Place(String name, ViewKind view, boolean withRun, Action extra) {
  private static final Action NOTHING = (studio, user) -> {};
  static final int WIDTH = 1280;
  static final int HEIGHT = 800;
  private static final Path RUNS = Path.of("assets", "runs");

  /** Something a user does in a studio. */
  interface Action {
    void take(Windows studio, UiDriver user) throws Exception;
  }

  /** All of them; a view added to the rail is among them by itself. */
  static List<Place> all() {
    List<Place> places = new ArrayList<>();
    places.add(new Place("TRAIN without a run", ViewKind.TRAIN, false, NOTHING));
    for (ViewKind view : ViewKind.values()) {
      places.add(new Place(view.name(), view, true, NOTHING));
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
            true,
            (studio, user) -> {
              focus(user, "#kl-pages .segment");
              user.press(KeyCode.RIGHT);
            }));
    places.add(
        new Place("lesson", ViewKind.LEARN, true, (studio, user) -> press(user, "#lesson-1")));
    return places;
  }

  private static Place train(String name, Action extra) {
    return new Place(name, ViewKind.TRAIN, true, extra);
  }

  /** A studio with a run in its folder and the sample runs, with nothing opened yet. */
  static Windows studio(Path folder, Theme theme) throws Exception {
    Path own = folder.resolve("runs").resolve("own");
    RunFixtures.write(own, "lenet-300-100", List.of(784, 300, 100, 10), 0);
    return new Windows(folder.resolve("runs"), SampleRuns.ofProgram(), theme, WIDTH, HEIGHT);
  }

  /** Has a finished run of LeNet-300-100 opened, and two compared. */
  private static void look(Windows studio, UiDriver user) throws Exception {
    if (UiDriver.call(() -> studio.model().cursor().runProperty().get().isPresent())) {
      return;
    }
    Run run = RunFolder.open(RUNS.resolve("lenet-300-100-s1"));
    Run other = RunFolder.open(RUNS.resolve("lenet-300-100-s2"));
    UiDriver.run(() -> studio.model().look(run));
    UiDriver.run(() -> studio.window().compare(List.of(run, other)));
    user.waitFor("masks", () -> studio.window().scene().lookup("#swipe") != null);
  }

  /** Goes there. */
  void open(Windows studio, UiDriver user) throws Exception {
    for (String front :
        List.of("#overlay", "#lesson-card", "#drawer", ".enlarged", "#chart-words")) {
      if (user.sees(front)) {
        user.press(KeyCode.ESCAPE);
      }
    }
    if (withRun) {
      look(studio, user);
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
