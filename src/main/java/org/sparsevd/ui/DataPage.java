package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.Overlay;
import org.sparsevd.ui.data.DataFolders;
import org.sparsevd.ui.data.DataModel;
import org.sparsevd.ui.data.DataTraining;
import org.sparsevd.ui.data.DataView;
import org.sparsevd.ui.train.ExperimentModel;

/** The view of data sets, and what it has to do with the form. */
final class DataPage implements DataTraining {
  private final ExperimentModel experiment;
  private final NavigationRail rail;
  private final DataModel model;
  private final Lazy<DataView> view;

  /**
   * @param overlay for questions
   */
  DataPage(
      ExperimentModel experiment,
      NavigationRail rail,
      DataFolders folders,
      FileDialogs files,
      Workers workers,
      Supplier<Overlay> overlay) {
    this.experiment = experiment;
    this.rail = rail;
    model =
        new DataModel(
            folders,
            workers.files(),
            workers.measurements(),
            workers.fetches(),
            workers.view(),
            experiment::setDatasets);
    view = new Lazy<>(() -> new DataView(model, files, overlay, this));
    experiment.setOnDatasetsAsked(model::refresh);
  }

  Supplier<DataView> view() {
    return view;
  }

  /** Another view was chosen. */
  void entered(ViewKind now) {
    if (now == ViewKind.DATA) {
      view.get().load();
    }
  }

  /** Takes in how far a fetch is. */
  void poll() {
    view.ifMade().ifPresent(DataView::poll);
  }

  /** Imports what was dropped. */
  void take(List<Path> dropped) {
    view.get().take(dropped);
  }

  @Override
  public ObservableBooleanValue lockedProperty() {
    return experiment.lockedProperty();
  }

  @Override
  public OptionalInt otherValidationSize(int trainSize) {
    return experiment.otherValidationSize(trainSize);
  }

  @Override
  public void trainOn(String name, int trainSize) {
    experiment.trainOn(name, trainSize);
    rail.enter(ViewKind.TRAIN);
  }
}
