package org.sparsevd.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.ui.RectangleEdge;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** Where the weights of a layer, or of all, are now: a silhouette under a chart over log α. */
final class LogAlphaDensity {
  private final OpenPlot plot = new OpenPlot(null, new TickAxis());
  private final BarDataset bars = new BarDataset();
  private final BarRenderer renderer = new BarRenderer(false);
  private Optional<RunView> view = Optional.empty();
  private ChartTheme theme = ChartTheme.LIGHT;

  LogAlphaDensity() {
    plot.setBaseline(true);
    plot.setDataset(bars);
    plot.setRenderer(renderer);
  }

  /** The part of a combined plot it draws in. */
  OpenPlot plot() {
    return plot;
  }

  void show(ChartTheme newTheme, Optional<RunView> newView) {
    theme = newTheme;
    view = newView;
    List<LogAlphaHistogram> selected = view.map(RunView::selectedHistograms).orElse(List.of());
    // The clip bars stand apart from the axis; here their weights lie at its ends.
    List<Bar> all =
        selected.isEmpty()
            ? List.of()
            : Bar.of(selected).stream().filter(bar -> !bar.clip()).toList();
    bars.show(all, count -> Math.log10(count + 1.0));
    double most = all.stream().mapToDouble(Bar::count).max().orElse(9);
    TickAxis y = (TickAxis) plot.getRangeAxis();
    // Every weight may lie on the clip: then no bar is drawn, but an axis needs a length.
    y.show(0, Math.log10(Math.max(most, 1) + 1) * 1.02, List.of(), value -> "");
    y.reserve(theme, RectangleEdge.LEFT);
    plot.setTheme(theme);
    renderer.show(
        theme, style().line(), view.map(RunView::selectedCut).orElse(LogAlpha.DEFAULT_THRESHOLD));
  }

  boolean isEmpty() {
    return bars.bars().isEmpty();
  }

  /** Whose weights are drawn. */
  String title() {
    RunView shown = view.orElseThrow();
    String epoch = Numbers.decimals(shown.epoch(), 0);
    return shown.allLayers()
        ? Text.of("chart.kl.allWeights", epoch)
        : Text.of("chart.kl.layerWeights", shown.layer(), epoch);
  }

  /** Writes the title over the silhouette, or in its place why there is none. */
  void label(Ink ink, Rectangle2D area, boolean roomy) {
    if (isEmpty()) {
      String why =
          view.map(LogAlphaHistogramChart::whyEmpty).orElse(Text.of("chart.empty.density"));
      ink.paragraph(why, area, theme.captionFont(), ChartColor.TEXT_SUBTLE);
    } else if (roomy) {
      ink.textOverLines(
          title(),
          0,
          area.getMinY() - theme.px(6),
          Ink.Align.LEFT,
          theme.captionFont(),
          theme.color(ChartColor.TEXT_MUTED));
      labelHeld(ink, area);
    }
  }

  /** Tells how many weights the clip holds: most of a trained layer, and no bar shows them. */
  private void labelHeld(Ink ink, Rectangle2D area) {
    long held =
        view.orElseThrow().selectedHistograms().stream()
            .mapToLong(each -> each.count(LogAlphaHistogram.BINS - 1))
            .sum();
    if (held > 0) {
      ink.textOverLines(
          Text.of("chart.kl.held", Numbers.count(held)),
          area.getMaxX(),
          area.getMinY() - theme.px(6),
          Ink.Align.RIGHT,
          theme.captionFont(),
          theme.color(ChartColor.PRUNED_TEXT));
    }
  }

  /** The number of weights in the bar at {@code logAlpha}. */
  Optional<ReadOut.Row> row(double logAlpha) {
    return bars.bars().stream()
        .filter(bar -> bar.holds(logAlpha))
        .findFirst()
        .map(bar ->
            new ReadOut.Row(
                Text.of("chart.kl.weights"), Numbers.count(bar.count()), Optional.of(style())));
  }

  private LineStyle style() {
    return view.filter(shown -> shown.layerNames().contains(shown.layer()))
        .map(shown -> theme.layer(shown.layerNames().indexOf(shown.layer()), 1, true))
        .orElse(theme.allLayers());
  }
}
