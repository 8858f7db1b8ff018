package org.sparsevd.ui.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.sparsevd.run.AtomicFiles;
import org.sparsevd.run.RecordingControl;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.text.Text;
import org.sparsevd.train.ConfigJson;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;
import org.sparsevd.train.TrainingControl;

/**
 * What the studio is doing and looking at, and everything a user can tell it to do. For the view's
 * thread; whatever reads or writes files goes to the background executor.
 */
public final class StudioModel {
  private static final System.Logger LOG = System.getLogger(StudioModel.class.getName());

  private final TrainingSession session;
  private final RunOpener opener;
  private final Executor background;
  private final Executor viewThread;
  private final ExperimentModel experiment;
  private final RunCursor cursor = new RunCursor();
  private final ResumeOffer offer;
  private final LiveSettings liveSettings;
  private final ReadOnlyObjectWrapper<TrainingSession.Progress> progress;
  private final ObjectProperty<Optional<Presets.Preset>> preset =
      new SimpleObjectProperty<>(this, "preset", Optional.empty());
  private final ObjectProperty<Optional<Problem>> problem =
      new SimpleObjectProperty<>(this, "problem", Optional.empty());
  private Optional<Run> trainedRun = Optional.empty();
  private Optional<Run> goesOnWith = Optional.empty(); // the run a training that begins takes up
  private boolean endReported;
  private Path runsFolder = RunFolder.defaultParent();

  /**
   * @param background for files
   * @param viewThread back to the view's thread
   */
  public StudioModel(
      TrainingSession session, RunOpener opener, Executor background, Executor viewThread) {
    this.session = session;
    this.opener = opener;
    this.background = background;
    this.viewThread = viewThread;
    offer = new ResumeOffer(background, viewThread);
    progress = new ReadOnlyObjectWrapper<>(this, "progress", session.progress());
    Presets.Preset first = Presets.all().getFirst();
    experiment = new ExperimentModel(first.config());
    liveSettings = new LiveSettings(session, experiment);
    preset.set(Optional.of(first));
    preset.addListener(
        (observable, before, now) -> now.ifPresent(chosen -> experiment.load(chosen.config())));
  }

  /** Where the user's runs are. */
  public Path runsFolder() {
    return runsFolder;
  }

  /** Tells where the user's runs are, for a studio that keeps them elsewhere. */
  public void setRunsFolder(Path folder) {
    runsFolder = folder;
  }

  public ExperimentModel experiment() {
    return experiment;
  }

  public RunCursor cursor() {
    return cursor;
  }

  /** The unfinished run that can be gone on with. */
  public ResumeOffer offer() {
    return offer;
  }

  /** Where the training stood at the last {@link #poll}. */
  public ReadOnlyObjectProperty<TrainingSession.Progress> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Whether the form says something else than the preset it was filled from. */
  public boolean isPresetChanged() {
    return preset
        .get()
        .map(Presets.Preset::config)
        .filter(config -> !experiment.configProperty().get().equals(Optional.of(config)))
        .isPresent();
  }

  /** Fills the form from its preset again, or with the defaults when it has none. */
  public void restorePreset() {
    experiment.load(preset.get().map(Presets.Preset::config).orElseGet(ExperimentConfig::defaults));
  }

  public SessionState state() {
    return progress.get().state();
  }

  /** The preset the form was last filled from; choosing one fills the form. */
  public ObjectProperty<Optional<Presets.Preset>> presetProperty() {
    return preset;
  }

  /** What the user must be told; whoever tells it empties it. */
  public ObjectProperty<Optional<Problem>> problemProperty() {
    return problem;
  }

  /** Epochs completed and asked for: of the training, else of the run looked at. */
  public List<Integer> completedAndPlanned() {
    Optional<Run> run =
        state() == SessionState.LOADING
            ? goesOnWith // what is looked at is another run still
            : trainedRun.isPresent() ? trainedRun : cursor.runProperty().get();
    int completed = run.flatMap(Run::latest).map(metrics -> metrics.epoch()).orElse(0);
    int planned =
        run.flatMap(looked -> looked.info().config())
            .or(() -> experiment.configProperty().get())
            .map(ExperimentConfig::epochs)
            .orElse(0);
    return List.of(completed, planned);
  }

  /** The run trained last; empty after a reset. */
  public Optional<Run> trainedRun() {
    return trainedRun;
  }

  /** Whether the run looked at is the one in training. */
  public boolean looksAtTraining() {
    return trainedRun.isPresent() && cursor.runProperty().get().equals(trainedRun);
  }

  /** Takes in what happened since the last call; {@code seconds} have passed. */
  public void poll(double seconds) {
    progress.set(session.progress());
    liveSettings.poll(progress.get());
    Optional<Run> run = progress.get().run();
    if (run.isPresent() && !run.equals(trainedRun)) {
      trainedRun = run;
      cursor.show(run);
      fillForm(run.get());
    }
    cursor.refresh();
    cursor.tick(seconds);
    if (state() == SessionState.ENDED && !endReported) {
      endReported = true;
      cursor.runProperty().get().ifPresent(offer::consider);
      Problems.of(progress.get()).ifPresent(found -> problem.set(Optional.of(found)));
    }
  }

  /** Starts, pauses or resumes, whichever comes next. */
  public void trainOrPause() {
    switch (state()) {
      case RUNNING -> session.pause();
      case LOADING -> {
        if (session.isPauseWanted()) {
          session.resume();
        } else {
          session.pause();
        }
      }
      case PAUSED -> session.resume();
      case STOPPING -> {}
      case IDLE, ENDED -> nextStart().ifPresent(session::train);
    }
    poll(0);
  }

  /** Walks a few steps, from the start when nothing is going on. */
  public void step(TrainingControl.Step step, int count) {
    if (state().isActive()) {
      session.step(step, count);
    } else {
      nextStart().ifPresent(start -> session.trainSteps(start, step, count));
    }
    poll(0);
  }

  /**
   * Trains the form's experiment by binary dropout and by Sparse VD in step; nothing while a
   * training goes on or a setting is wrong.
   */
  public void trainTwins() {
    if (!state().isActive()) {
      withConfig(config -> {
        TrainingStart start = new TrainingStart.Twins(config, presetName());
        prepareStart(start);
        session.train(start);
        poll(0);
      });
    }
  }

  /** The settings of the run looked at with those changed that mend it; empty without any. */
  public Optional<ExperimentConfig> remediedConfig() {
    return cursor
        .runProperty()
        .get()
        .map(Run::info)
        .filter(info -> info.config().isPresent())
        .flatMap(info -> info.state().diagnosis().flatMap(it -> it.mended(info.config().get())));
  }

  /** Puts those settings into the form; nothing while a training fixes it. */
  public void loadRemedied() {
    if (!state().isActive()) {
      remediedConfig().ifPresent(experiment::load);
    }
  }

  /** Puts those settings into the form and trains a new run with them. */
  public void trainRemedied() {
    if (!state().isActive() && remediedConfig().isPresent()) {
      loadRemedied();
      nextStart().ifPresent(session::train);
      poll(0);
    }
  }

  /** The twins trained last, binary dropout first; none when no twins were trained last. */
  public List<Run> twins() {
    return progress
        .get()
        .twin()
        .map(dropout -> List.of(dropout, progress.get().run().orElseThrow()))
        .orElse(List.of());
  }

  /** What a training that begins now begins with; empty while a setting is wrong. */
  private Optional<TrainingStart> nextStart() {
    Optional<TrainingStart> start =
        resumesNext()
            ? Optional.of(resumption())
            : experiment
                .configProperty()
                .get()
                .map(config -> new TrainingStart.Fresh(config, presetName()));
    start.ifPresent(this::prepareStart);
    return start;
  }

  private void prepareStart(TrainingStart start) {
    endReported = false;
    goesOnWith =
        start instanceof TrainingStart.Resumed ? offer.runProperty().get() : Optional.empty();
    offer.withdraw();
  }

  /** Whether Train goes on with the run looked at: the form has its settings, epochs apart. */
  public boolean resumesNext() {
    return askedEpochs().isPresent();
  }

  private OptionalInt askedEpochs() {
    return offer
        .runProperty()
        .get()
        .filter(offered -> cursor.runProperty().get().equals(Optional.of(offered)))
        .map(offered -> ResumeOffer.epochsAskedFor(offered, experiment.configProperty().get()))
        .orElse(OptionalInt.empty());
  }

  /** Epochs the offered run will have in the end, if it is gone on with; 0 without one. */
  public int epochsToResume() {
    return askedEpochs()
        .orElseGet(() ->
            offer
                .runProperty()
                .get()
                .flatMap(offered -> offered.info().config())
                .map(ExperimentConfig::epochs)
                .orElse(0));
  }

  private TrainingStart resumption() {
    Run offered = offer.runProperty().get().orElseThrow();
    int own = offered.info().config().map(ExperimentConfig::epochs).orElse(0);
    int epochs = epochsToResume();
    return new TrainingStart.Resumed(
        offered.folder(), epochs == own ? OptionalInt.empty() : OptionalInt.of(epochs));
  }

  /** Goes on with the run that is offered. */
  public void resumeOffered() {
    if (!state().isActive() && offer.runProperty().get().isPresent()) {
      TrainingStart start = resumption();
      prepareStart(start);
      session.train(start);
      poll(0);
    }
  }

  /** Looks at the run that is offered. */
  public void lookAtOffered() {
    offer.runProperty().get().ifPresent(this::look);
  }

  /** Offers no longer to go on with a run. */
  public void dismissOffer() {
    offer.withdraw();
  }

  /** Offers to go on with the newest run in {@code runs} when it is unfinished. */
  public void offerNewest(Path runs) {
    offer.considerNewest(runs);
  }

  /** The user does something: the training leaves the processors to the window for a moment. */
  public void giveWay() {
    session.giveWay();
  }

  /** Settings changed while they are trained with. */
  public LiveSettings liveSettings() {
    return liveSettings;
  }

  /** Ends the training; its run stays in view. */
  public void stop() {
    session.stop();
    poll(0);
  }

  /** Ends the training; what can't be written is lost. See {@link TrainingSession#leave}. */
  public void leave() {
    session.leave();
    poll(0);
  }

  /** Epochs of the training that can't be written for now. */
  public Optional<RecordingControl.Trouble> trouble() {
    return progress.get().trouble();
  }

  /** Tries at once to write what can't be written. */
  public void tryWritingAgain() {
    session.tryWritingAgain();
  }

  /** Writes the run in training into a new folder in {@code parent}. */
  public void saveIn(Path parent) {
    session.saveIn(parent);
  }

  /** Ends the training and empties the view; the run stays on disk. */
  public void reset() {
    session.reset();
    offer.withdraw();
    trainedRun = Optional.empty();
    cursor.show(Optional.empty());
    poll(0);
  }

  /** Goes to the newest epoch, of the run in training when there is one. */
  public void goLive() {
    if (state().isActive() && trainedRun.isPresent() && !looksAtTraining()) {
      cursor.show(trainedRun);
    }
    cursor.goLive();
  }

  /** Opens a run folder and looks at it; a training goes on undisturbed. */
  public void openRun(Path folder) {
    openRun(folder, run -> {});
  }

  /** As above, and then {@code opened}, on the view's thread. */
  public void openRun(Path folder, Consumer<Run> opened) {
    background.execute(() -> {
      try {
        Run run = opener.open(folder);
        viewThread.execute(() -> {
          look(run);
          opened.accept(run);
        });
      } catch (IOException | RuntimeException e) {
        viewThread.execute(() -> reportNotOpened(folder, e));
      }
    });
  }

  /** Tells the user that a run could not be opened. */
  public void reportNotOpened(Path folder, Exception error) {
    problem.set(Optional.of(Problems.notOpened(folder, error)));
  }

  /**
   * Looks at a run without taking it up: the form stays as it is, and so does what is looked at
   * when there is something by then. A folder that can't be opened is left alone: nobody asked for
   * it.
   */
  public void showBeside(Path folder) {
    background.execute(() -> {
      try {
        Run run = opener.open(folder);
        viewThread.execute(() -> {
          if (!state().isActive() && cursor.runProperty().get().isEmpty()) {
            cursor.show(Optional.of(run));
          }
        });
      } catch (IOException | RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
      }
    });
  }

  /** Looks at a run, and fills the form from it unless a training fixes the form. */
  public void look(Run run) {
    cursor.show(Optional.of(run));
    if (!state().isActive()) {
      session.reset(); // a training that has ended is past: the header speaks of this run now
      trainedRun = Optional.empty();
      progress.set(session.progress());
      fillForm(run);
      offer.consider(run);
    }
  }

  private void fillForm(Run run) {
    Optional<Presets.Preset> from = run.info().preset().flatMap(Presets::find);
    if (!preset.get().equals(from)) {
      preset.set(from);
    }
    Optional<ExperimentConfig> config = run.info().config();
    if (!config.equals(experiment.configProperty().get())) {
      config.ifPresent(experiment::load);
    }
  }

  /** Fills the form with a run's settings, for another one like it. */
  public void repeat(Path folder) {
    background.execute(() -> {
      try {
        Run run = opener.open(folder);
        viewThread.execute(() -> {
          if (!state().isActive()) {
            fillForm(run);
          }
        });
      } catch (IOException | RuntimeException e) {
        viewThread.execute(() -> reportNotOpened(folder, e));
      }
    });
  }

  /** Fills the form from a JSON file. */
  public void loadSettings(Path file) {
    background.execute(() -> {
      try {
        ExperimentConfig config = ConfigJson.parse(Files.readString(file));
        viewThread.execute(() -> experiment.load(config));
      } catch (IOException | InvalidConfigException | RuntimeException e) {
        report("ui.problem.settingsNotLoaded", file, e);
      }
    });
  }

  /** Writes the form's settings as JSON. */
  public void saveSettings(Path file) {
    withConfig(config ->
        background.execute(() -> {
          try {
            AtomicFiles.write(file, ConfigJson.write(config)); // what was there stays on an error
          } catch (IOException e) {
            report("ui.problem.notSaved", file, e);
          }
        }));
  }

  /** Tells the user that a file could not be written or read. */
  public void report(String titleKey, Path file, Exception error) {
    Problem found =
        Problems.fileTrouble(Text.of(titleKey, String.valueOf(file.getFileName())), error);
    viewThread.execute(() -> problem.set(Optional.of(found)));
  }

  private Optional<String> presetName() {
    return preset.get().map(Presets.Preset::name);
  }

  private void withConfig(Consumer<ExperimentConfig> action) {
    experiment.configProperty().get().ifPresent(action);
  }
}
