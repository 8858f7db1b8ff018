package org.sparsevd.ui.live;

import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import org.sparsevd.chart.LogAlphaHistogramChart;
import org.sparsevd.chart.RunView;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;

/** The histogram of log α with the cut that can be moved. */
public final class LogAlphaCard extends RunChartCard {
  private final LogAlphaHistogramChart chart;
  private final CutHandle handle = new CutHandle();
  private final LayerChooser layers = new LayerChooser();

  public LogAlphaCard(FileDialogs dialogs) {
    this(new LogAlphaHistogramChart(), dialogs);
  }

  private LogAlphaCard(LogAlphaHistogramChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
    chart.setHandleDrawn(false);
    handle.setVisible(false);
    surface().marks().getChildren().addFirst(handle);
    actions().addFirst(layers);
    layers.layerProperty().addListener((observable, before, now) -> changed());
    handle.cutProperty().addListener((observable, before, now) -> changed());
  }

  /** log α of the selected layer's cut, or that of all, in steps of 0.1 where the user moves it. */
  public DoubleProperty cutProperty() {
    return handle.cutProperty();
  }

  /** Name of the chosen layer; "" for all. */
  public StringProperty layerProperty() {
    return layers.layerProperty();
  }

  /** log α of the cross-hair; bind it to the other cards' to move them together. */
  public ObjectProperty<OptionalDouble> hoverLogAlphaProperty() {
    return hoverValueProperty();
  }

  @Override
  public void show(RunView view) {
    layers.offer(view.layerNames());
    super.show(view);
    layerProperty().set(view.layer());
    handle.cutProperty().set(view.selectedCut());
  }

  /** Draws what the user chose before anybody hands back a view of it. */
  private void changed() {
    chart
        .view()
        .map(view -> view.select(layerProperty().get(), cutProperty().get()))
        .filter(view -> !view.equals(chart.view().get()))
        .ifPresent(super::show);
  }

  @Override
  void placeMarks() {
    boolean shown = chart.view().isPresent() && chart.total() > 0;
    handle.setVisible(shown);
    if (shown) {
      handle.follow(
          chart::pixelOf, chart::valueAt, chart.handleHeight(), chart.plotArea().getMaxY());
    }
  }

  @Override
  void beforeSaving() {
    chart.setHandleDrawn(true);
  }

  @Override
  void afterSaving() {
    chart.setHandleDrawn(false);
  }

  @Override
  List<MenuItem> menuItems() {
    CheckMenuItem log = new CheckMenuItem(Text.of("chart.logScale"));
    log.setSelected(chart.logScale());
    log.setOnAction(event -> {
      chart.setLogScale(log.isSelected());
      surface().redraw();
    });
    return List.of(log);
  }

  CutHandle handle() {
    return handle;
  }
}
