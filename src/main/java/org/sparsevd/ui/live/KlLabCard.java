package org.sparsevd.ui.live;

import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.StringProperty;
import org.sparsevd.chart.KlChart;
import org.sparsevd.chart.KlQuantity;
import org.sparsevd.chart.RunView;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.SegmentedControl;

/** The KL term or its slope in all its forms, with a point to drag along the true curve. */
public final class KlLabCard extends RunChartCard {
  private final KlChart chart;
  private final KlHandle handle = new KlHandle();
  private final LayerChooser layers = new LayerChooser();
  private final SegmentedControl<KlQuantity> quantity =
      new SegmentedControl<>(
          Text.of("chart.kl.quantity"), each -> Text.of("chart.kl.quantity." + each.name()));

  public KlLabCard(FileDialogs dialogs) {
    this(new KlChart(), dialogs);
  }

  private KlLabCard(KlChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
    subtitleProperty().set(Text.of("chart.subtitle.klLab"));
    chart.setSeriesShown(KlChart.KINGMA, true);
    handle.setId("kl-handle");
    surface().marks().getChildren().addFirst(handle);
    surface().setId("kl-lab-chart");
    quantity.setId("kl-quantity");
    quantity.setItems(List.of(KlQuantity.values()));
    quantity
        .valueProperty()
        .addListener((observable, before, now) -> {
          chart.setQuantity(now);
          surface().redraw();
        });
    layers.setId("kl-layers");
    actions().addAll(0, List.of(quantity, layers));
  }

  /** log α of the point on the curve, in steps of 0.01 where the user moves it. */
  public DoubleProperty logAlphaProperty() {
    return handle.logAlphaProperty();
  }

  /** Name of the layer whose weights are drawn; "" for all. */
  public StringProperty layerProperty() {
    return layers.layerProperty();
  }

  @Override
  public void show(RunView view) {
    layers.offer(view.layerNames());
    super.show(view);
  }

  @Override
  void placeMarks() {
    handle.follow(
        chart::pointAt,
        chart::valueAt,
        chart.plotArea().getMinY(),
        chart.plotArea().getMaxY(),
        chart.quantity() == KlQuantity.VALUE);
  }

  @Override
  void beforeSaving() {
    chart.setPoint(OptionalDouble.of(logAlphaProperty().get()));
  }

  @Override
  void afterSaving() {
    chart.setPoint(OptionalDouble.empty());
  }
}
