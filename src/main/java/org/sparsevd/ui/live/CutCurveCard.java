package org.sparsevd.ui.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import org.sparsevd.chart.CutCurveChart;
import org.sparsevd.chart.ErrorCompressionChart;
import org.sparsevd.chart.ErrorThresholdChart;
import org.sparsevd.chart.ShownCurve;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.SegmentedControl;

/** The error of pruned networks, against the threshold or against compression. */
public final class CutCurveCard extends RunChartCard {
  private final CutCurveChart chart;

  private CutCurveCard(CutCurveChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
  }

  /** Against the threshold. */
  public static CutCurveCard againstThreshold(FileDialogs dialogs) {
    return new CutCurveCard(new ErrorThresholdChart(), dialogs);
  }

  /** Against compression, around the knee or in full. */
  public static CutCurveCard againstCompression(FileDialogs dialogs) {
    ErrorCompressionChart chart = new ErrorCompressionChart();
    CutCurveCard card = new CutCurveCard(chart, dialogs);
    SegmentedControl<ErrorCompressionChart.Range> range =
        new SegmentedControl<>(
            Text.of("chart.cut.range"), each -> Text.of("chart.cut.range." + each.name()));
    range.setId("curve-range");
    range.setItems(List.of(ErrorCompressionChart.Range.values()));
    range
        .valueProperty()
        .addListener((observable, before, now) -> {
          chart.setRange(now);
          card.redraw();
        });
    card.actions().addFirst(range);
    return card;
  }

  /**
   * Shows a curve.
   *
   * @param curve empty when there is none
   * @param why said in its place then
   */
  public void setCurve(Optional<ShownCurve> curve, String why) {
    chart.setCurve(curve, why);
    redraw();
  }

  /** Value of the cross-hair on the x axis. */
  public ObjectProperty<OptionalDouble> hoverAcrossProperty() {
    return hoverValueProperty();
  }
}
