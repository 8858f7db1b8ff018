package org.sparsevd.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleInsets;

/**
 * A chart. Built once; what it shows and its theme change what it draws, not its objects. Not for
 * use by several threads at a time.
 *
 * <p>Coordinates are px from the top left corner of the last drawing.
 */
public abstract sealed class Chart permits RunChart, ComparisonChart {
  private final JFreeChart chart;
  private ChartTheme theme = ChartTheme.LIGHT;
  private Rectangle2D plotArea = new Rectangle2D.Double();

  Chart(Plot plot) {
    chart = new JFreeChart(null, null, plot, false);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    chart.setNotify(false); // drawn when asked to, never by itself
  }

  /** Takes colours and sizes from {@code newTheme}. */
  public final void setTheme(ChartTheme newTheme) {
    theme = newTheme;
    refresh();
  }

  public final ChartTheme theme() {
    return theme;
  }

  /** Draws on {@code g2} from (0, 0), {@code width} × {@code height} px, background included. */
  public final void draw(Graphics2D g2, double width, double height) {
    Rectangle2D whole = new Rectangle2D.Double(0, 0, width, height);
    chart.setBackgroundPaint(theme.color(ChartColor.SURFACE));
    arrange(width, height);
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(g2, whole, null, info);
    PlotRenderingInfo plots = info.getPlotInfo();
    plotArea = plots.getDataArea();
    for (int i = 0; i < plots.getSubplotCount(); i++) {
      Rectangle2D part = plots.getSubplotInfo(i).getDataArea();
      plotArea = i == 0 ? part : plotArea.createUnion(part);
    }
    if (plotArea.getWidth() > 0 && plotArea.getHeight() > 0) {
      overlay(new Ink(g2, theme), whole, plots);
    }
  }

  /** Where the data was drawn last; spans all parts of a chart that has several. */
  public final Rectangle2D plotArea() {
    return (Rectangle2D) plotArea.clone();
  }

  /** Value on the x axis at {@code px}. */
  public final double valueAt(double px) {
    TickAxis x = xAxis();
    double share = (px - plotArea.getMinX()) / plotArea.getWidth();
    return x.getLowerBound() + share * (x.getUpperBound() - x.getLowerBound());
  }

  /** Where a value on the x axis lies, in px. */
  public final double pixelOf(double value) {
    TickAxis x = xAxis();
    double share = (value - x.getLowerBound()) / (x.getUpperBound() - x.getLowerBound());
    return plotArea.getMinX() + share * plotArea.getWidth();
  }

  /** Its name, as a card's title. */
  public abstract String title();

  /** The chart in words for those who cannot see it: axes and values now. */
  public abstract String description();

  /** What it shows, in words and as a table. */
  public abstract ChartData data();

  /** What is at {@code x} of the x axis; empty where there is nothing to say. */
  public abstract Optional<ReadOut> readOut(double x);

  /** The lines that can be switched on and off. */
  public List<SeriesSwitch> series() {
    return List.of();
  }

  /** Switches a line on or off. */
  public void setSeriesShown(String key, boolean shown) {}

  /** Key of the line whose label is at (x, y) px. */
  public Optional<String> seriesAt(double x, double y) {
    return Optional.empty();
  }

  /**
   * Margins in whole px, so that the data area begins on a pixel: top and bottom at default size.
   */
  final RectangleInsets insets(double top, double bottom, double right) {
    return new RectangleInsets(
        Math.rint(theme.px(top)), 0, Math.rint(theme.px(bottom)), Math.ceil(right));
  }

  final JFreeChart chart() {
    return chart;
  }

  /** Takes data and styles from what is shown and the theme. */
  abstract void refresh();

  /** Sets margins for the size; called before each drawing. */
  abstract void arrange(double width, double height);

  /** Draws what lies over data and margins. */
  abstract void overlay(Ink ink, Rectangle2D whole, PlotRenderingInfo plots);

  abstract TickAxis xAxis();
}
