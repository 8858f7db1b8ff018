package org.sparsevd.ui.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sparsevd.chart.SettingWords;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Method;
import org.sparsevd.train.Setting;

/** The experiment as it stands in the form: a text for every setting, right or wrong. */
public final class ExperimentModel {
  private static final String DATASET = "dataset";
  private static final String VALIDATION = "validationSize";

  private final Map<String, StringProperty> texts = new LinkedHashMap<>();
  private final Map<String, ReadOnlyStringWrapper> errors = new LinkedHashMap<>();
  private final ReadOnlyObjectWrapper<Optional<ExperimentConfig>> config =
      new ReadOnlyObjectWrapper<>(this, "config", Optional.empty());
  private final ReadOnlyStringWrapper firstError = new ReadOnlyStringWrapper(this, "error", "");
  private final ReadOnlyObjectWrapper<Method> method =
      new ReadOnlyObjectWrapper<>(this, "method", Method.SPARSE_VD);
  private final BooleanProperty locked = new SimpleBooleanProperty(this, "locked");
  private Consumer<ExperimentConfig> onCommit = ignored -> {};
  private final ObservableList<String> datasets = FXCollections.observableArrayList();
  private Runnable onDatasetsAsked = () -> {};
  private int leastEpochs = 1;
  private boolean loading;

  public ExperimentModel(ExperimentConfig first) {
    for (Setting setting : Setting.all()) {
      StringProperty text = new SimpleStringProperty(this, setting.key(), "");
      text.addListener((observable, before, now) -> {
        if (!loading) {
          read();
        }
      });
      texts.put(setting.key(), text);
      if (setting.openChoice()) {
        datasets.setAll(setting.choices());
      }
      errors.put(setting.key(), new ReadOnlyStringWrapper(this, setting.key(), ""));
    }
    load(first);
  }

  /** Fills the form. */
  public void load(ExperimentConfig from) {
    loading = true;
    for (Setting setting : Setting.all()) {
      texts.get(setting.key()).set(SettingWords.of(setting, setting.valueIn(from)));
    }
    loading = false;
    read();
  }

  /** What stands in the field of a setting. */
  public StringProperty text(Setting setting) {
    return texts.get(setting.key());
  }

  /** What is wrong with a setting, in a sentence; empty when nothing is. */
  public ReadOnlyStringProperty error(Setting setting) {
    return errors.get(setting.key()).getReadOnlyProperty();
  }

  /** The first thing that is wrong anywhere; empty when there is a config. */
  public ReadOnlyStringProperty firstErrorProperty() {
    return firstError.getReadOnlyProperty();
  }

  /** The config the form stands for; empty while something is wrong. */
  public ReadOnlyObjectProperty<Optional<ExperimentConfig>> configProperty() {
    return config.getReadOnlyProperty();
  }

  /** The chosen method, which decides what other settings matter. */
  public ReadOnlyObjectProperty<Method> methodProperty() {
    return method.getReadOnlyProperty();
  }

  /** Whether settings are fixed for the run going on, but for those that may change in it. */
  public BooleanProperty lockedProperty() {
    return locked;
  }

  /** Words to choose from: those of the setting, or the data sets that are here now. */
  ObservableList<String> choices(Setting setting) {
    return setting.openChoice()
        ? datasets
        : FXCollections.unmodifiableObservableList(
            FXCollections.observableArrayList(setting.choices()));
  }

  /** Who is to look for data sets, and tell {@link #setDatasets} of them. */
  public void setOnDatasetsAsked(Runnable action) {
    onDatasetsAsked = action;
  }

  /** The user is about to choose. */
  void askForDatasets() {
    onDatasetsAsked.run();
  }

  /** Tells what data sets are here. The one in the form stays, wherever it is. */
  public void setDatasets(List<String> names) {
    // One by one: a box that gets a new list forgets what was chosen.
    datasets.removeIf(name -> !names.contains(name) && !name.equals(texts.get(DATASET).get()));
    for (int i = 0; i < names.size(); i++) {
      if (!datasets.contains(names.get(i))) {
        datasets.add(Math.min(i, datasets.size()), names.get(i));
      }
    }
  }

  /**
   * Puts a data set into the form.
   *
   * @param trainSize samples it has to train on
   */
  public void trainOn(String dataset, int trainSize) {
    OptionalInt other = otherValidationSize(trainSize);
    texts.get(DATASET).set(dataset);
    other.ifPresent(size -> texts.get(VALIDATION).set(Integer.toString(size)));
  }

  /**
   * A tenth of {@code trainSize}, where what the form sets aside for validation would leave less
   * than half to train on; else empty.
   */
  public OptionalInt otherValidationSize(int trainSize) {
    boolean tooMany = config.get().map(ExperimentConfig::validationSize).orElse(0) * 2L > trainSize;
    return tooMany ? OptionalInt.of(trainSize / 10) : OptionalInt.empty();
  }

  /** Who hears of settings that are changed while they are locked. */
  void setOnCommit(Consumer<ExperimentConfig> newListener) {
    onCommit = newListener;
  }

  /** No fewer epochs can be asked for: as many have begun. */
  void setLeastEpochs(int newLeastEpochs) {
    leastEpochs = newLeastEpochs;
  }

  /** What was typed into a field stands: while a run is going on, it is to follow. */
  void commit() {
    if (locked.get()) {
      config.get().ifPresent(onCommit);
    }
  }

  private void read() {
    firstError.set("");
    ExperimentConfig read = ExperimentConfig.defaults();
    for (Setting setting : Setting.all()) {
      String text = SettingText.typed(setting, texts.get(setting.key()).get());
      try {
        read = read.with(setting.key(), text);
        errors.get(setting.key()).set("");
      } catch (InvalidConfigException e) {
        complain(setting.key(), e);
      }
    }
    method.set(read.method());
    try {
      if (read.epochs() < leastEpochs) {
        throw new InvalidConfigException(
            "epochs", Text.of("ui.form.epochsBegun", read.epochs(), leastEpochs));
      }
      read.validated();
    } catch (InvalidConfigException e) {
      complain(e.key(), e);
    }
    config.set(firstError.get().isEmpty() ? Optional.of(read) : Optional.empty());
  }

  private void complain(String key, InvalidConfigException e) {
    errors.get(key).set(e.getMessage());
    if (firstError.get().isEmpty()) {
      firstError.set(e.getMessage());
    }
  }
}
