package org.sparsevd.ui.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sparsevd.chart.RunView;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.Run;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;

/**
 * Which run is looked at, at which epoch and at which cut. Every view follows it. The epoch follows
 * the newest one as long as it is live, and goes by itself while it plays.
 */
public final class RunCursor {
  /** Epochs a second at speed 1. */
  static final double EPOCHS_PER_SECOND = 4;

  private static final double SAME_CUT = 1e-9;

  private final ReadOnlyObjectWrapper<Optional<Run>> run =
      new ReadOnlyObjectWrapper<>(this, "run", Optional.empty());
  private final ReadOnlyIntegerWrapper epoch = new ReadOnlyIntegerWrapper(this, "epoch");
  private final ReadOnlyIntegerWrapper trained = new ReadOnlyIntegerWrapper(this, "trained");
  private final ReadOnlyIntegerWrapper planned = new ReadOnlyIntegerWrapper(this, "planned");
  private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper(this, "live", true);
  private final DoubleProperty cut =
      new SimpleDoubleProperty(this, "cut", LogAlpha.DEFAULT_THRESHOLD);
  private final ReadOnlyObjectWrapper<Map<String, Double>> layerCuts =
      new ReadOnlyObjectWrapper<>(this, "layerCuts", Map.of());
  private final DoubleProperty selectedCut =
      new SimpleDoubleProperty(this, "selectedCut", LogAlpha.DEFAULT_THRESHOLD);
  private final StringProperty layer = new SimpleStringProperty(this, "layer", "");
  private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
  private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
  private boolean layerPending; // to be chosen once the run says what layers it has
  private double playedEpochs; // fraction of an epoch since the last whole one
  private long version = -1;

  public RunCursor() {
    cut.addListener(observable -> showSelectedCut());
    layerCuts.addListener(observable -> showSelectedCut());
    layer.addListener(observable -> showSelectedCut());
    selectedCut.addListener((observable, before, now) -> moveSelected(now.doubleValue()));
  }

  /** The run looked at. */
  public ReadOnlyObjectProperty<Optional<Run>> runProperty() {
    return run.getReadOnlyProperty();
  }

  /** The epoch looked at. */
  public ReadOnlyIntegerProperty epochProperty() {
    return epoch.getReadOnlyProperty();
  }

  /** The newest epoch there is. */
  public ReadOnlyIntegerProperty trainedProperty() {
    return trained.getReadOnlyProperty();
  }

  /** The last epoch there will be. */
  public ReadOnlyIntegerProperty plannedProperty() {
    return planned.getReadOnlyProperty();
  }

  /** Whether the cursor follows the newest epoch. */
  public ReadOnlyBooleanProperty liveProperty() {
    return live.getReadOnlyProperty();
  }

  /** log α the view cuts at, but for layers with a cut of their own; changes no training. */
  public DoubleProperty cutProperty() {
    return cut;
  }

  /** Cuts of the layers that have one of their own, by name. Never changed in place. */
  public ReadOnlyObjectProperty<Map<String, Double>> layerCutsProperty() {
    return layerCuts.getReadOnlyProperty();
  }

  /** The cut of the selected layer if it has one of its own, else that of all; settable. */
  public DoubleProperty selectedCutProperty() {
    return selectedCut;
  }

  /** The cuts of all layers. */
  public Cut cuts() {
    return new Cut(cut.get(), layerCuts.get());
  }

  /** Cuts at {@code cuts} from now on. */
  public void setCuts(Cut cuts) {
    if (!cuts.layers().equals(layerCuts.get())) {
      layerCuts.set(cuts.layers());
    }
    cut.set(cuts.threshold());
  }

  /** Whether any layer is cut elsewhere than the run's own figures are. */
  public boolean isCutMoved() {
    return !layerCuts.get().isEmpty() || Math.abs(cut.get() - threshold()) > SAME_CUT;
  }

  private void showSelectedCut() {
    selectedCut.set(cuts().of(layer.get()));
  }

  private void moveSelected(double logAlpha) {
    Double own = layerCuts.get().get(layer.get());
    if (own == null) {
      cut.set(logAlpha);
    } else if (own != logAlpha) {
      Map<String, Double> moved = new HashMap<>(layerCuts.get());
      moved.put(layer.get(), logAlpha);
      layerCuts.set(Map.copyOf(moved));
    }
  }

  /** Name of the selected layer; empty for all. */
  public StringProperty layerProperty() {
    return layer;
  }

  /** What is looked at, for whoever draws it; empty without a run. */
  public Optional<RunView> view() {
    return run.get()
        .map(looked -> new RunView(looked, epoch.get(), cut.get(), layerCuts.get(), layer.get()));
  }

  public BooleanProperty playingProperty() {
    return playing;
  }

  public DoubleProperty speedProperty() {
    return speed;
  }

  /** Looks at {@code newRun}, at its newest epoch and its own threshold. */
  public void show(Optional<Run> newRun) {
    playing.set(false);
    version = -1;
    trained.set(0);
    run.set(newRun);
    setCuts(Cut.at(threshold()));
    layer.set("");
    layerPending = true;
    live.set(true);
    refresh();
    if (newRun.isEmpty()) {
      epoch.set(0);
    }
  }

  /** The threshold the run's own figures are for. */
  public double threshold() {
    return config().map(ExperimentConfig::threshold).orElse(LogAlpha.DEFAULT_THRESHOLD);
  }

  /** Settings of the run, when they are known. */
  public Optional<ExperimentConfig> config() {
    return run.get().flatMap(looked -> looked.info().config());
  }

  /** Figures at the epoch looked at. */
  public Optional<EpochMetrics> metrics() {
    return run.get().flatMap(looked -> looked.epoch(epoch.get()));
  }

  /** Takes in what the run has got since the last call; true when there was anything. */
  public boolean refresh() {
    if (run.get().isEmpty() || run.get().get().version() == version) {
      return false;
    }
    Run looked = run.get().get();
    version = looked.version();
    chooseFirstLayer(looked);
    List<EpochMetrics> epochs = looked.epochs();
    int newest = epochs.isEmpty() ? 0 : epochs.getLast().epoch();
    trained.set(newest);
    planned.set(Math.max(newest, config().map(ExperimentConfig::epochs).orElse(newest)));
    if (live.get()) {
      epoch.set(newest);
    }
    return true;
  }

  /** Most weights are in the first layer, and its pixels mean something to people. */
  private void chooseFirstLayer(Run looked) {
    if (layerPending && !looked.info().layers().isEmpty()) {
      layerPending = false;
      layer.set(looked.info().layers().getFirst().name());
    }
  }

  /** Goes to an epoch, held within those there are; leaves live unless it is the newest. */
  public void moveTo(int wanted) {
    int reached = Math.clamp(wanted, 0, trained.get());
    epoch.set(reached);
    live.set(reached == trained.get());
  }

  public void moveBy(int epochs) {
    moveTo(epoch.get() + epochs);
  }

  /** Goes to the newest epoch and stays with it. */
  public void goLive() {
    playing.set(false);
    moveTo(trained.get());
  }

  /** Plays from here, or from the start when it stands at the end; or stops playing. */
  public void togglePlaying() {
    if (playing.get()) {
      playing.set(false);
      return;
    }
    if (epoch.get() == trained.get()) {
      moveTo(0);
    }
    playedEpochs = 0;
    playing.set(trained.get() > 0);
  }

  /** Lets {@code seconds} pass. */
  public void tick(double seconds) {
    if (!playing.get()) {
      return;
    }
    playedEpochs += seconds * EPOCHS_PER_SECOND * speed.get();
    int whole = (int) playedEpochs;
    if (whole > 0) {
      playedEpochs -= whole;
      moveBy(whole);
      playing.set(epoch.get() < trained.get());
    }
  }
}
