package org.sparsevd.chart;

import java.util.List;
import org.jfree.data.xy.AbstractXYDataset;

/** Lines that each have their own x values, replaced as a whole so that a change is one change. */
@SuppressWarnings("serial") // JFreeChart's datasets are serialisable; no chart here ever is.
final class TrackDataset extends AbstractXYDataset {
  private transient List<Track> tracks = List.of();

  void show(List<Track> newTracks) {
    tracks = List.copyOf(newTracks);
    fireDatasetChanged();
  }

  @Override
  public int getSeriesCount() {
    return tracks.size();
  }

  @Override
  public Comparable<?> getSeriesKey(int series) {
    return tracks.get(series).key();
  }

  @Override
  public int getItemCount(int series) {
    return tracks.get(series).x().size();
  }

  @Override
  public double getXValue(int series, int item) {
    return tracks.get(series).x().get(item);
  }

  @Override
  public double getYValue(int series, int item) {
    return tracks.get(series).y().get(item);
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
