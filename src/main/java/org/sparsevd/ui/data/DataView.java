package org.sparsevd.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.Overlay;

/** The data sets: a list, and beside it what is in the one looked at. */
public final class DataView extends HBox {
  /** Of the width, where that is more than its bars need. */
  private static final double BALANCE_SHARE = 0.36;

  private final DataModel model;
  private final Supplier<Overlay> overlay;
  private final TaskCard task;
  private final DataDetails details;
  private final SampleCard samples = new SampleCard();
  private final ColumnsCard columns = new ColumnsCard();
  private final BalanceCard balance = new BalanceCard();
  private final HBox inside = new HBox();

  /**
   * @param overlay for questions
   * @param training what the form says of training on a data set
   */
  public DataView(
      DataModel model, FileDialogs files, Supplier<Overlay> overlay, DataTraining training) {
    this.model = model;
    this.overlay = overlay;
    getStyleClass().addAll("view", "data");
    getStylesheets().add(DataView.class.getResource("data.css").toExternalForm());
    setId("data");
    task = new TaskCard(model);
    details = new DataDetails(model, files, overlay, training);
    inside.getStyleClass().add("data-inside");
    HBox.setHgrow(samples, Priority.ALWAYS);
    HBox.setHgrow(columns, Priority.ALWAYS);
    balance.prefWidthProperty().bind(inside.widthProperty().multiply(BALANCE_SHARE));
    VBox right = new VBox(task, details, inside);
    right.getStyleClass().add("data-right");
    ScrollPane scroll = new ScrollPane(right);
    scroll.getStyleClass().add("data-scroll");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinWidth(0);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(new DataList(model, files, this::askName), scroll);
    model.selectedProperty().addListener(observable -> scroll.setVvalue(0));
    model.setOnKnown(this::show);
    model.itemsProperty().addListener(observable -> show());
    show();
  }

  /** Lists the data sets anew. */
  public void load() {
    model.refresh();
  }

  /** Takes in how far a fetch is. */
  public void poll() {
    task.poll(System.nanoTime());
  }

  /** Takes in the first file or folder of what the user dropped. */
  public void take(List<Path> dropped) {
    dropped.stream().findFirst().ifPresent(this::askName);
  }

  private void askName(Path path) {
    if (model.taskProperty().get().isEmpty()) {
      ImportPrompt.show(overlay.get(), model, path);
    }
  }

  private void show() {
    Optional<DataPreview> preview = model.preview();
    details.show();
    inside.getChildren().clear();
    preview.ifPresent(known -> {
      Optional<SampleSheet> sheet = known.samples();
      sheet.ifPresent(images -> samples.show(known.classes(), images));
      if (sheet.isEmpty()) {
        columns.show(known.columns());
      }
      balance.show(known);
      Region first = sheet.isPresent() ? samples : columns;
      inside.getChildren().setAll(first, balance);
    });
  }
}
