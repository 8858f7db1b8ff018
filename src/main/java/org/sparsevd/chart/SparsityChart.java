package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;

/** Which share of each layer's weights is pruned, over the epochs. */
public final class SparsityChart extends EpochChart {
  private static final Ticks PERCENT = new Ticks(0, 100, List.of(0.0, 25.0, 50.0, 75.0, 100.0), 0);

  public SparsityChart() {
    refresh();
  }

  @Override
  List<Curve> curves(RunView view, List<EpochMetrics> metrics) {
    List<List<Double>> sparsity = metrics.stream().map(view::sparsityPercent).toList();
    List<String> names = view.layerNames();
    List<Curve> curves = new ArrayList<>();
    for (int layer = 0; layer < names.size(); layer++) {
      int index = layer;
      boolean selected = names.get(layer).equals(view.layer());
      Curve curve =
          new Curve(
              names.get(layer),
              names.get(layer),
              names.get(layer),
              theme().layer(layer, names.size(), selected),
              selected,
              Numbers::sparsity,
              sparsity.stream().map(each -> valueOf(each, index)).toList());
      // The selected layer first: on top of the others, and labelled when there is little room.
      curves.add(selected ? 0 : curves.size(), curve);
    }
    return curves;
  }

  private static double valueOf(List<Double> layers, int index) {
    return index < layers.size() ? layers.get(index) : Double.NaN;
  }

  @Override
  Ticks valueTicks(List<Double> shown) {
    return PERCENT;
  }

  @Override
  String formatTick(double value, int decimals) {
    return Numbers.decimals(value, decimals);
  }

  @Override
  boolean skipsUntrained() {
    return false;
  }

  @Override
  String unit() {
    return Text.of("chart.unit.sparsity");
  }

  @Override
  String emptyText(boolean anyEpochs) {
    return Text.of(anyEpochs ? "chart.none.sparsity" : "chart.empty.sparsity");
  }

  @Override
  public String title() {
    return Text.of("chart.title.sparsity");
  }
}
