package org.sparsevd.ui.live;

import java.util.List;
import javafx.beans.property.StringProperty;
import org.sparsevd.chart.ComparisonHistogramChart;
import org.sparsevd.chart.ComparisonHistogramChart.Mode;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.chart.RunWeights;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.SegmentedControl;

/** How the weights of each run are spread, by θ or by log α, of one layer or of all. */
public final class ComparisonHistogramCard extends ComparisonCard {
  private final ComparisonHistogramChart chart;
  private final LayerChooser layer = new LayerChooser();
  private final SegmentedControl<Mode> mode =
      new SegmentedControl<>(
          Text.of("chart.compare.histogramMode"),
          each -> Text.of(each == Mode.THETA ? "chart.compare.theta" : "chart.logAlpha"));

  public ComparisonHistogramCard(FileDialogs dialogs) {
    this(new ComparisonHistogramChart(), dialogs);
  }

  private ComparisonHistogramCard(ComparisonHistogramChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
    mode.setValue(Mode.THETA);
    mode.setItems(List.of(Mode.values()));
    mode.valueProperty()
        .addListener((observable, before, now) -> {
          chart.setMode(now);
          redraw();
        });
    actions().addFirst(mode);
    actions().addFirst(layer);
    layer
        .layerProperty()
        .addListener((observable, before, now) -> {
          chart.setLayer(now);
          redraw();
        });
  }

  /** Name of the layer shown; "" for all. */
  public StringProperty layerProperty() {
    return layer.layerProperty();
  }

  /** Shows what the runs' weights are at the cursor, one a run; none while they are being read. */
  public void show(ComparisonView view, List<RunWeights> weights) {
    layer.offer(view.comparison().layerNames());
    chart.setWeights(weights);
    show(view);
  }
}
