package org.sparsevd.chart;

import java.util.List;
import org.jfree.data.xy.AbstractXYDataset;

/** Curves over common x values, replaced as a whole so that a change is one change. */
@SuppressWarnings("serial") // JFreeChart's datasets are serialisable; no chart here ever is.
final class CurveDataset extends AbstractXYDataset {
  private transient List<Double> xs = List.of();
  private transient List<Curve> curves = List.of();
  private int from;

  /** Shows the values from index {@code first} up to, not including, {@code end}. */
  void show(List<Double> x, List<Curve> newCurves, int first, int end) {
    xs = List.copyOf(x.subList(0, end));
    curves = List.copyOf(newCurves);
    from = first;
    fireDatasetChanged();
  }

  @Override
  public int getSeriesCount() {
    return curves.size();
  }

  @Override
  public Comparable<?> getSeriesKey(int series) {
    return curves.get(series).key();
  }

  @Override
  public int getItemCount(int series) {
    return xs.size() - from;
  }

  @Override
  public double getXValue(int series, int item) {
    return xs.get(from + item);
  }

  @Override
  public double getYValue(int series, int item) {
    return curves.get(series).values().get(from + item);
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
