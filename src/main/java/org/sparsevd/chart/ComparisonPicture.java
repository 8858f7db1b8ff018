package org.sparsevd.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.run.compare.ComparisonTable;
import org.sparsevd.text.Text;

/** A comparison as one picture: which runs, the table of figures, and the charts. */
public final class ComparisonPicture {
  private static final double SCALE = 2;
  private static final double MARGIN = 24;
  private static final double CHART_WIDTH = 560;
  private static final double CHART_HEIGHT = 360;
  private static final double ROW = 26;
  private static final double LABELS = 170;
  private static final int ACROSS = 2;

  private final ComparisonView view;
  private final ChartTheme theme;
  private final List<ComparisonChart> charts;
  private final ComparisonTable table;
  private final List<ComparisonFigures.Mask> masks;
  private Graphics2D g2;
  private Ink ink;

  private ComparisonPicture(ComparisonView view, List<RunWeights> weights, ChartTheme theme) {
    this.view = view;
    this.theme = theme;
    charts = ComparisonFigures.charts(view, weights, theme);
    table = view.table();
    masks = ComparisonFigures.masks(view, weights, theme);
  }

  /**
   * Saves the picture as a PNG of 2 device pixels a px.
   *
   * @param weights at the cursor, one a run in the order of the runs
   * @throws IOException when {@code file} cannot be written; a file that was there stays then
   */
  public static void save(
      ComparisonView view, List<RunWeights> weights, ChartTheme theme, Path file)
      throws IOException {
    ChartPicture.save(new ComparisonPicture(view, weights, theme).draw(), file);
  }

  private BufferedImage draw() {
    double gap = 16;
    double top = MARGIN + 34 + ROW * view.runs().size();
    double tableHeight = ROW * (table.rows().size() + 1);
    double chartsTop = top + tableHeight + 2 * gap;
    int rows = Math.ceilDiv(charts.size(), ACROSS);
    double width = 2 * MARGIN + ACROSS * CHART_WIDTH + (ACROSS - 1) * gap;
    double height = chartsTop + rows * (CHART_HEIGHT + gap) + MARGIN - gap;
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(width * SCALE),
            (int) Math.ceil(height * SCALE),
            BufferedImage.TYPE_INT_RGB);
    g2 = image.createGraphics();
    try {
      g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g2.scale(SCALE, SCALE);
      ink = new Ink(g2, theme);
      g2.setPaint(theme.color(ChartColor.SURFACE));
      g2.fillRect(0, 0, (int) Math.ceil(width), (int) Math.ceil(height));
      head();
      table(top, width);
      masks(MARGIN + CHART_WIDTH + gap, top, tableHeight);
      for (int i = 0; i < charts.size(); i++) {
        double x = MARGIN + i % ACROSS * (CHART_WIDTH + gap);
        int row = i / ACROSS;
        g2.drawImage(
            ChartPicture.titled(charts.get(i), CHART_WIDTH, CHART_HEIGHT, SCALE),
            (int) x,
            (int) (chartsTop + row * (CHART_HEIGHT + gap)),
            (int) CHART_WIDTH,
            (int) CHART_HEIGHT,
            null);
      }
    } finally {
      g2.dispose();
    }
    return image;
  }

  private void head() {
    text(Text.of("report.heading"), MARGIN, MARGIN + 10, theme.titleFont(), ChartColor.TEXT);
    for (int i = 0; i < view.runs().size(); i++) {
      ComparedRun run = view.runs().get(i);
      double baseline = MARGIN + 36 + i * ROW;
      LineStyle style = theme.run(i, view.highlighted());
      ink.text(run.letter(), MARGIN, baseline, Ink.Align.LEFT, theme.mainLabelFont(), style.text());
      String method =
          run.method()
              .map(each -> Text.of("chart.compare.method." + each.name()) + " \u00b7 ")
              .orElse("");
      String about =
          Text.of(
              "report.run",
              run.name(),
              view.metrics().get(i).map(metrics -> metrics.epoch()).orElse(0),
              run.run().info().data().name(),
              run.run()
                  .info()
                  .started()
                  .map(started -> started.toString().substring(0, 10))
                  .orElse("\u2013"));
      text(method + about, MARGIN + 28, baseline, theme.labelFont(), ChartColor.TEXT);
    }
  }

  private void table(double top, double width) {
    int runs = view.runs().size();
    double column = Math.min(130, (width - 2 * MARGIN - LABELS) / Math.max(1, runs));
    for (int run = 0; run < runs; run++) {
      ink.text(
          view.runs().get(run).letter(),
          MARGIN + LABELS + (run + 1) * column,
          top + 16,
          Ink.Align.RIGHT,
          theme.mainLabelFont(),
          theme.run(run, view.highlighted()).text());
    }
    for (int i = 0; i < table.rows().size(); i++) {
      ComparisonTable.Row row = table.rows().get(i);
      double line = top + (i + 1) * ROW;
      ink.horizontal(MARGIN, MARGIN + LABELS + runs * column, line, ChartColor.GRID);
      text(ComparisonWords.label(row), MARGIN, line + 17, theme.labelFont(), ChartColor.TEXT);
      for (int run = 0; run < runs; run++) {
        boolean best = row.best().get(run);
        ink.text(
            (best ? "\u25b2 " : "") + ComparisonWords.value(row.figure(), row.values().get(run)),
            MARGIN + LABELS + (run + 1) * column,
            line + 17,
            Ink.Align.RIGHT,
            best ? theme.mainLabelFont() : theme.labelFont(),
            ChartColor.TEXT);
      }
    }
  }

  /** As many masks as fit beside the table, each with its letter. */
  private void masks(double left, double top, double height) {
    double x = left;
    double head = 20;
    for (ComparisonFigures.Mask mask : masks) {
      double side = Math.min(CHART_WIDTH / 2 - 8, height - head);
      int cell = MaskImage.fittingCell(mask.picture(), side * SCALE, side * SCALE, theme, SCALE);
      BufferedImage image = MaskImage.of(mask.picture(), cell, theme, SCALE).image();
      double width = image.getWidth() / SCALE;
      if (x + width > left + CHART_WIDTH) {
        return;
      }
      ink.text(
          view.runs().get(mask.run()).letter(),
          x,
          top + 12,
          Ink.Align.LEFT,
          theme.mainLabelFont(),
          theme.run(mask.run(), view.highlighted()).text());
      g2.drawImage(
          image, (int) x, (int) (top + head), (int) width, (int) (image.getHeight() / SCALE), null);
      x += width + 16;
    }
  }

  private void text(String words, double x, double baseline, Font font, ChartColor color) {
    ink.text(words, x, baseline, Ink.Align.LEFT, font, color);
  }
}
