package org.sparsevd.ui.live;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuItem;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.LogAlphaHistogramChart;
import org.sparsevd.chart.RunView;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.ItemWords;
import org.sparsevd.ui.control.SegmentedControl;

/** The histogram of log α with the cut that can be moved. */
public final class LogAlphaCard extends ChartCard {
  /** What fits beside the title in a window of 1280 pixels. */
  private static final int ROW_LETTERS = 12;

  private final LogAlphaHistogramChart chart;
  private final CutHandle handle = new CutHandle();
  private final StringProperty layer = new SimpleStringProperty(this, "layer", "");
  private final SegmentedControl<String> segments =
      new SegmentedControl<>(Text.of("chart.layer"), LogAlphaCard::nameOf);
  private final ComboBox<String> list = new ComboBox<>();
  private boolean offering;

  public LogAlphaCard(FileDialogs dialogs) {
    this(new LogAlphaHistogramChart(), dialogs);
  }

  private LogAlphaCard(LogAlphaHistogramChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
    chart.setHandleDrawn(false);
    handle.setVisible(false);
    surface().marks().getChildren().addFirst(handle);
    actions().addFirst(segments);
    list.setAccessibleText(Text.of("chart.layer"));
    list.setConverter(new ItemWords<>(LogAlphaCard::nameOf));
    segments.setValue("");
    offer(List.of());
    segments.valueProperty().addListener((observable, before, now) -> choose(now));
    list.valueProperty().addListener((observable, before, now) -> choose(now));
    layer.addListener((observable, before, now) -> changed());
    handle.cutProperty().addListener((observable, before, now) -> changed());
  }

  /** log α of the selected layer's cut, or that of all, in steps of 0.1 where the user moves it. */
  public DoubleProperty cutProperty() {
    return handle.cutProperty();
  }

  /** Name of the chosen layer; "" for all. */
  public StringProperty layerProperty() {
    return layer;
  }

  /** log α of the cross-hair; bind it to the other cards' to move them together. */
  public ObjectProperty<OptionalDouble> hoverLogAlphaProperty() {
    return hoverValueProperty();
  }

  @Override
  public void show(RunView view) {
    offer(view.layerNames());
    super.show(view);
    layer.set(view.layer());
    handle.cutProperty().set(view.selectedCut());
  }

  /** Draws what the user chose before anybody hands back a view of it. */
  private void changed() {
    segments.setValue(layer.get());
    list.setValue(layer.get());
    chart
        .view()
        .map(view -> view.select(layer.get(), cutProperty().get()))
        .filter(view -> !view.equals(chart.view().get()))
        .ifPresent(super::show);
  }

  private void choose(String name) {
    if (!offering && name != null) {
      layer.set(name);
    }
  }

  /** Offers the layers: a row of buttons while they are few with short names. */
  private void offer(List<String> layers) {
    List<String> items = new ArrayList<>(List.of(""));
    items.addAll(layers);
    if (items.equals(list.getItems())) {
      return;
    }
    offering = true;
    boolean few =
        layers.size() <= ChartTheme.LAYER_COLORS
            && layers.stream().mapToInt(String::length).sum() <= ROW_LETTERS;
    actions().remove(few ? list : segments);
    if (!actions().contains(few ? segments : list)) {
      actions().addFirst(few ? segments : list);
    }
    segments.setItems(few ? items : List.of(""));
    list.getItems().setAll(items);
    segments.setValue(layer.get());
    list.setValue(layer.get());
    offering = false;
  }

  private static String nameOf(String layer) {
    return layer.isEmpty() ? Text.of("chart.layer.all") : layer;
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
