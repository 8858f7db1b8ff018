package org.sparsevd.ui.live;

import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.sparsevd.chart.ComparisonCurvesChart;
import org.sparsevd.chart.ComparisonCurvesChart.Mode;
import org.sparsevd.chart.ReadOut;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.SegmentedControl;

/** Learning curves of several runs. A click or a drag sets the cursor that all charts share. */
public final class ComparisonCurvesCard extends ComparisonCard {
  private static final double STRONGEST = 0.95;

  private final ComparisonCurvesChart chart;
  private final ObjectProperty<OptionalDouble> position =
      new SimpleObjectProperty<>(this, "position", OptionalDouble.empty());
  private final SegmentedControl<Mode> mode =
      new SegmentedControl<>(
          Text.of("chart.mode"), each -> Text.of("chart.compare.mode." + each.name()));
  private final Slider smoothing = new Slider(0, STRONGEST, 0);
  private final CustomMenuItem smoothingItem = new CustomMenuItem();

  public ComparisonCurvesCard(FileDialogs dialogs) {
    this(new ComparisonCurvesChart(), dialogs);
  }

  private ComparisonCurvesCard(ComparisonCurvesChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
    mode.setValue(Mode.ERROR);
    mode.setItems(List.of(Mode.values()));
    mode.valueProperty()
        .addListener((observable, before, now) -> {
          chart.setMode(now);
          redraw();
        });
    smoothing.setId("compare-smoothing");
    smoothing.setAccessibleText(Text.of("chart.compare.smoothing"));
    Label name = new Label(Text.of("chart.compare.smoothing"), smoothing);
    name.setContentDisplay(ContentDisplay.RIGHT);
    name.setTooltip(new Tooltip(Text.of("chart.compare.smoothing.help")));
    smoothingItem.setContent(name);
    smoothingItem.setHideOnClick(false);
    smoothing
        .valueProperty()
        .addListener(observable -> {
          chart.setSmoothing(smoothing.getValue());
          redraw();
        });
    actions().addFirst(mode);
    surface().addEventHandler(MouseEvent.MOUSE_PRESSED, this::point);
    surface().addEventHandler(MouseEvent.MOUSE_DRAGGED, this::point);
  }

  /** Place of the cursor on the axis across; empty for each run's newest epoch. */
  public ObjectProperty<OptionalDouble> positionProperty() {
    return position;
  }

  @Override
  List<MenuItem> menuItems() {
    return List.of(smoothingItem);
  }

  private void point(MouseEvent event) {
    boolean inside =
        event.getX() >= chart.plotArea().getMinX() - 1
            && event.getX() <= chart.plotArea().getMaxX() + 1
            && event.getClickCount() <= 1;
    if (event.getButton() == MouseButton.PRIMARY && inside) {
      chart
          .readOut(chart.valueAt(event.getX()))
          .map(ReadOut::x)
          .ifPresent(place -> position.set(OptionalDouble.of(place)));
    }
  }
}
