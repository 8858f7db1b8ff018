package org.sparsevd.chart;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.jfree.data.xy.AbstractXYDataset;

/** Bars of a histogram as one series, replaced as a whole. */
@SuppressWarnings("serial") // JFreeChart's datasets are serialisable; no chart here ever is.
final class BarDataset extends AbstractXYDataset {
  private transient List<Bar> bars = List.of();
  private transient LongToDoubleFunction height = count -> count;

  /** Shows {@code newBars}, each as high on the y axis as {@code newHeight} of its count. */
  void show(List<Bar> newBars, LongToDoubleFunction newHeight) {
    bars = List.copyOf(newBars);
    height = newHeight;
    fireDatasetChanged();
  }

  Bar bar(int item) {
    return bars.get(item);
  }

  List<Bar> bars() {
    return bars;
  }

  @Override
  public int getSeriesCount() {
    return 1;
  }

  @Override
  public Comparable<?> getSeriesKey(int series) {
    return "bars";
  }

  @Override
  public int getItemCount(int series) {
    return bars.size();
  }

  @Override
  public double getXValue(int series, int item) {
    return (bars.get(item).from() + bars.get(item).to()) / 2;
  }

  /** NaN for an empty bar: it has no height on a logarithmic axis. */
  @Override
  public double getYValue(int series, int item) {
    long count = bars.get(item).count();
    return count == 0 ? Double.NaN : height.applyAsDouble(count);
  }

  @Override
  public Number getX(int series, int item) {
    return getXValue(series, item);
  }

  @Override
  public Number getY(int series, int item) {
    return getYValue(series, item);
  }
}
