package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.kernel.Compute;
import org.sparsevd.run.Run;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.text.Text;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.ui.classes.ClassMeter;
import org.sparsevd.ui.classes.ClassesPage;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.IconButton;
import org.sparsevd.ui.control.Overlay;
import org.sparsevd.ui.control.Prompt;
import org.sparsevd.ui.data.DataFolders;
import org.sparsevd.ui.learn.LearnView;
import org.sparsevd.ui.learn.LessonCoach;
import org.sparsevd.ui.learn.LessonFolder;
import org.sparsevd.ui.learn.LessonModel;
import org.sparsevd.ui.live.ChartCard;
import org.sparsevd.ui.results.ResultsView;
import org.sparsevd.ui.threshold.CutLab;
import org.sparsevd.ui.threshold.ThresholdView;
import org.sparsevd.ui.train.DoctorBanner;
import org.sparsevd.ui.train.ExperimentForm;
import org.sparsevd.ui.train.HeaderBar;
import org.sparsevd.ui.train.RecordingBanner;
import org.sparsevd.ui.train.ResumeBanner;
import org.sparsevd.ui.train.StatusBar;
import org.sparsevd.ui.train.StudioModel;
import org.sparsevd.ui.train.TimeBar;

/** The window: puts the parts together and gives every action its key. */
public final class MainWindow {
  /** What the user expects an answer to; a mouse that only moves does not disturb a training. */
  private static final List<EventType<? extends InputEvent>> ACTIONS =
      List.of(
          MouseEvent.MOUSE_PRESSED,
          MouseEvent.MOUSE_RELEASED,
          MouseEvent.MOUSE_DRAGGED,
          KeyEvent.KEY_PRESSED,
          ScrollEvent.SCROLL);

  private final StudioModel model;
  private final StudioActions actions;
  private final Timeline polling = new Timeline();
  private final NavigationRail rail = new NavigationRail();
  private final RunParts parts;
  private final RunCollection collection;
  private final Lazy<ResultsView> results;
  private final DataPage data;
  private final LessonModel lessons = new LessonModel();
  private final Lazy<LearnView> learn;
  private final Redrawing redrawing = new Redrawing();
  private final StudioFrame frame;
  private final Overlay overlay;
  private final Scene scene;
  private final Appearance appearance;

  /**
   * @param samples runs to choose from on the page of results
   * @param workers for what takes time
   * @param folders where data sets are
   * @param theme to begin with
   * @param width of the scene in pixels
   * @param height of the scene in pixels
   */
  public MainWindow(
      StudioModel model,
      FileDialogs files,
      SampleRuns samples,
      Workers workers,
      DataFolders folders,
      Theme theme,
      double width,
      double height) {
    this(
        model,
        files,
        samples,
        workers,
        folders,
        new CutLab(
            new Compute(1), workers.files(), workers.view()), // no threads that would have to end
        theme,
        width,
        height);
  }

  /**
   * As above.
   *
   * @param lab measures cuts on threads of its own
   */
  public MainWindow(
      StudioModel model,
      FileDialogs files,
      SampleRuns samples,
      Workers workers,
      DataFolders folders,
      CutLab lab,
      Theme theme,
      double width,
      double height) {
    this.model = model;
    Executor background = workers.files();
    actions = new StudioActions(model, files, rail, background, () -> scene(), () -> overlay());
    ClassMeter classes =
        new ClassMeter(workers.measurements(), workers.view(), model::reportNotOpened);
    parts =
        new RunParts(
            model,
            files,
            workers,
            lab,
            samples::holds,
            view -> ClassesPage.show(overlay(), classes, view));
    results =
        new Lazy<>(() -> new ResultsView(samples, background, workers.view(), actions::openResult));
    collection = new RunCollection(model, files, samples, rail, workers);
    data = new DataPage(model.experiment(), rail, folders, files, workers, () -> overlay());
    learn =
        new Lazy<>(
            () -> new LearnView(LessonFolder.ofProgram(), lessons, background, workers.view()));
    IconButton themeButton =
        tool("theme", Feather.MOON, "ui.header.dark", () -> this.appearance().toggleTheme());
    HeaderBar header =
        new HeaderBar(
            model,
            actions::askReset,
            tool("open-run", Feather.FOLDER, "ui.header.open", actions::openRun),
            tool("export", Feather.CAMERA, "ui.header.export", actions::export),
            tool("help", Feather.HELP_CIRCLE, "ui.header.help", actions::help),
            themeButton);
    ExperimentForm form = new ExperimentForm(model, files);
    frame =
        new StudioFrame(
            header,
            new VBox(
                new RecordingBanner(model, files),
                new DoctorBanner(model),
                new ResumeBanner(model)),
            rail,
            form,
            parts.trainView(),
            otherViews(),
            new TimeBar(model.cursor(), model::goLive),
            new StatusBar(model));
    StackPane taught = new StackPane(frame);
    overlay = new Overlay(taught);
    scene = new Scene(overlay, width, height);
    taught
        .getChildren()
        .add(
            new LessonCoach(
                lessons,
                new WindowStage(
                    model,
                    rail,
                    samples,
                    scene,
                    parts.pages(),
                    id -> {
                      form.uncover(id);
                      frame.uncover(id);
                    })));
    appearance = new Appearance(scene, theme);
    parts.setListener(part -> {
      part.theme().accept(appearance().chartTheme());
      redrawing.add(part.node(), part.draw());
    });
    appearance.onChange(() -> {
      boolean dark = appearance.theme().isDark();
      themeButton.show(
          dark ? Feather.SUN : Feather.MOON, Text.of(dark ? "ui.header.light" : "ui.header.dark"));
      frame.setTextSize(appearance.textSize());
      drawAnew();
    });
    appearance.apply();
    listen();
    model.poll(0);
    redraw();
  }

  private Map<ViewKind, Supplier<? extends Region>> otherViews() {
    Map<ViewKind, Supplier<? extends Region>> views = new EnumMap<>(parts.views());
    views.putAll(collection.views());
    views.put(ViewKind.RESULTS, results);
    views.put(ViewKind.LEARN, learn);
    views.put(ViewKind.DATA, data.view());
    return views;
  }

  /** What the window shows. */
  public Scene scene() {
    return scene;
  }

  /** Takes in what happened in the last {@code seconds} and redraws what changed. */
  public void poll(double seconds) {
    model.poll(seconds);
    collection.poll();
    data.poll();
    if (rail.chosenProperty().get() == ViewKind.KL) {
      parts.poll();
    }
    redraw();
  }

  /** Polls by itself from now on, until {@link #stopPolling}. */
  public void startPolling(Duration interval) {
    polling
        .getKeyFrames()
        .setAll(new KeyFrame(interval, event -> poll(interval.toSeconds() / polling.getRate())));
    polling.setCycleCount(Animation.INDEFINITE);
    setPollingRate();
    polling.play();
  }

  /** What plays is redrawn twice as often as what is only watched. */
  private void setPollingRate() {
    polling.setRate(model.cursor().playingProperty().get() ? 2 : 1);
  }

  /** For a window that is gone: else it would ask for its charts' data for ever. */
  public void stopPolling() {
    polling.stop();
  }

  /** Brings layout and charts up to date at once, for a picture of the scene. */
  public void drawNow() {
    // Twice: charts ask for their room again once they know how much text there is.
    for (int pass = 0; pass < 2; pass++) {
      overlay.applyCss();
      overlay.resize(scene.getWidth(), scene.getHeight());
      overlay.layout();
      redraw(); // only now the parts stand where this width puts them
      parts.drawNow();
      collection.charts().forEach(ChartCard::drawNow);
    }
  }

  /** Asks whether to stop when a training is going on, then calls {@code close}. */
  public void askClose(Runnable close) {
    actions.askClose(close);
  }

  /** Lets {@code action} remember the folder that the user chooses for runs. */
  void setFolderChoice(RunCollection.FolderChoice action) {
    collection.setFolderChoice(action);
  }

  /** Shows a view as a click in the rail does. */
  void choose(ViewKind view) {
    rail.chosenProperty().set(view);
  }

  /** Is there before anybody can click. */
  private Overlay overlay() {
    return overlay;
  }

  private Appearance appearance() {
    return appearance;
  }

  /** Everything drawn by now has other colours, another size, or too few or many pixels. */
  private void drawAnew() {
    parts.all().forEach(part -> part.theme().accept(appearance.chartTheme()));
    collection.setTheme(appearance.chartTheme());
    redrawing.forget();
    redraw();
  }

  private void redraw() {
    redrawing.draw(model.cursor().view());
  }

  private void listen() {
    new DroppedRuns(this::take).listenTo(scene);
    scene
        .windowProperty()
        .flatMap(Window::renderScaleXProperty)
        .addListener((observable, before, now) -> {
          if (before != null && now != null) { // the window went to another screen
            drawAnew();
          }
        });
    for (EventType<? extends InputEvent> action : ACTIONS) {
      scene.addEventFilter(action, event -> model.giveWay());
    }
    // What the user moves follows at once; what training adds waits for the next poll.
    model.cursor().epochProperty().addListener(observable -> redraw());
    model.cursor().playingProperty().addListener(observable -> setPollingRate());
    model.cursor().cutProperty().addListener(observable -> redraw());
    model.cursor().layerCutsProperty().addListener(observable -> redraw());
    model.cursor().layerProperty().addListener(observable -> redraw());
    model.cursor().runProperty().addListener(observable -> redraw());
    rail.chosenProperty()
        .addListener((observable, before, now) -> {
          if (now == ViewKind.RESULTS) {
            results.get().load();
          } else if (now == ViewKind.LEARN) {
            learn.get().load();
          }
          collection.entered(now);
          data.entered(now);
          redraw();
        });
    model
        .problemProperty()
        .addListener((observable, before, now) ->
            now.ifPresent(problem ->
                Prompt.tell(
                    overlay,
                    problem.title(),
                    problem.message(),
                    problem.advice(),
                    problem.details())));
    new StudioKeys(plainKeys(), controlKeys(), this::moveBy, overlay::isShowing).listenTo(scene);
    PageKeys.listenTo(scene);
  }

  /** The arrow keys move the cursor of what is looked at. */
  private void moveBy(int epochs) {
    if (rail.chosenProperty().get() == ViewKind.COMPARE) {
      collection.moveBy(epochs);
    } else {
      model.cursor().moveBy(epochs);
    }
  }

  /** The user comes back to the window: other programs may have changed what it lists. */
  public void enter() {
    collection.entered(rail.chosenProperty().get());
  }

  /** Compares runs and goes to where they are. */
  public void compare(List<Run> runs) {
    collection.compare(runs);
  }

  /**
   * Takes in run folders and files of runs, as if they were dropped on the window; data sets while
   * those are looked at.
   */
  public void take(List<Path> dropped) {
    if (rail.chosenProperty().get() == ViewKind.DATA) {
      data.take(dropped);
    } else {
      collection.take(dropped);
    }
  }

  private void closeTop() {
    if (!frame.closeTop()) {
      lessons.dismiss();
    }
  }

  private Map<KeyCode, Runnable> plainKeys() {
    return Map.of(
        KeyCode.SPACE, actions::trainOrPause,
        KeyCode.S, () -> model.step(TrainingControl.Step.MINIBATCH, 1),
        KeyCode.R, actions::askReset,
        KeyCode.F1, actions::help,
        KeyCode.ESCAPE, this::closeTop,
        KeyCode.HOME, () -> model.cursor().moveTo(0),
        KeyCode.END, model::goLive);
  }

  private Map<KeyCode, Runnable> controlKeys() {
    Map<KeyCode, Runnable> keys =
        new HashMap<>(
            Map.of(
                KeyCode.O, actions::openRun,
                KeyCode.E, actions::export,
                KeyCode.T, appearance::toggleTheme,
                KeyCode.PLUS, () -> appearance.resize(1),
                KeyCode.EQUALS, () -> appearance.resize(1),
                KeyCode.ADD, () -> appearance.resize(1),
                KeyCode.MINUS, () -> appearance.resize(-1),
                KeyCode.SUBTRACT, () -> appearance.resize(-1),
                KeyCode.DIGIT0, appearance::standardSize));
    keys.put(KeyCode.Z, () -> changeCuts(ThresholdView::undo));
    keys.put(KeyCode.Y, () -> changeCuts(ThresholdView::redo));
    List<KeyCode> digits =
        List.of(
            KeyCode.DIGIT1,
            KeyCode.DIGIT2,
            KeyCode.DIGIT3,
            KeyCode.DIGIT4,
            KeyCode.DIGIT5,
            KeyCode.DIGIT6,
            KeyCode.DIGIT7,
            KeyCode.DIGIT8,
            KeyCode.DIGIT9);
    for (int place = 1; place <= digits.size(); place++) {
      int chosen = place;
      keys.put(digits.get(place - 1), () -> rail.choose(chosen));
    }
    return keys;
  }

  private void changeCuts(Consumer<ThresholdView> change) {
    if (rail.chosenProperty().get() == ViewKind.THRESHOLD) {
      change.accept(parts.thresholdView());
    }
  }

  private static IconButton tool(String id, Feather icon, String key, Runnable action) {
    IconButton button = new IconButton(icon, Text.of(key), action);
    button.setId(id);
    return button;
  }
}
