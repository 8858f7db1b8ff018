package org.sparsevd.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Optional;
import org.sparsevd.chart.MaskPicture.Mark;

/** A {@link MaskPicture} as people see it: each cell a square of whole pixels, with its numbers. */
public final class MaskImage {
  private static final double GAP = 4;
  private static final double LINE = 15;
  private static final double BAND = 18;

  private final MaskPicture picture;
  private final ChartTheme theme;
  private final int cell;
  private final double scale;
  private final int left;
  private final int top;
  private final BufferedImage image;

  private MaskImage(MaskPicture picture, int cell, ChartTheme theme, double scale) {
    this.picture = picture;
    this.cell = cell;
    this.theme = theme;
    this.scale = scale;
    Rectangle2D margins = margins(picture, cell, theme, scale);
    left = (int) margins.getX();
    top = (int) margins.getY();
    image =
        new BufferedImage(
            left + picture.width() * cell + (int) margins.getWidth(),
            top + picture.height() * cell + (int) margins.getHeight(),
            BufferedImage.TYPE_INT_ARGB_PRE);
    drawCells();
    Graphics2D g2 = image.createGraphics();
    try {
      g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g2.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      drawMarks(g2);
      drawFolded(g2);
    } finally {
      g2.dispose();
    }
  }

  /**
   * Draws a picture.
   *
   * @param cell device pixels a cell is wide and high, 1 or more
   * @param scale device pixels a px of text
   */
  public static MaskImage of(MaskPicture picture, int cell, ChartTheme theme, double scale) {
    return new MaskImage(picture, cell, theme, scale);
  }

  /** The largest cell, in device pixels, with which the picture fits into the room; at least 1. */
  public static int fittingCell(
      MaskPicture picture, double width, double height, ChartTheme theme, double scale) {
    Rectangle2D margins = margins(picture, 0, theme, scale);
    double across = (width - margins.getX() - margins.getWidth()) / picture.width();
    double down = (height - margins.getY() - margins.getHeight()) / picture.height();
    return (int) Math.max(1, Math.min(across, down));
  }

  /** Rows of cells that a line of text below a tile takes. */
  public static int cellsOfText(int cell, ChartTheme theme, double scale) {
    return (int) Math.ceil(theme.px(LINE + GAP) * scale / cell);
  }

  public MaskPicture picture() {
    return picture;
  }

  /** Width in device pixels. */
  public int width() {
    return image.getWidth();
  }

  /** Height in device pixels. */
  public int height() {
    return image.getHeight();
  }

  /** Device pixels a cell is wide. */
  public int cell() {
    return cell;
  }

  /** Where the first column of cells begins, in device pixels. */
  public int left() {
    return left;
  }

  /** Where the first row of cells begins, in device pixels. */
  public int top() {
    return top;
  }

  /** Colours row by row as 0xAARRGGBB, premultiplied, transparent between; the memory itself. */
  public int[] argb() {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** The column of cells at {@code x} device pixels; empty beside them. */
  public Optional<Integer> columnAt(double x) {
    int column = (int) Math.floor((x - left) / cell);
    return column >= 0 && column < picture.width() ? Optional.of(column) : Optional.empty();
  }

  /** The row of cells at {@code y} device pixels; empty beside them. */
  public Optional<Integer> rowAt(double y) {
    int row = (int) Math.floor((y - top) / cell);
    return row >= 0 && row < picture.height() ? Optional.of(row) : Optional.empty();
  }

  BufferedImage image() {
    return image;
  }

  private void drawCells() {
    int[] pixels = argb();
    int[] cells = picture.argb();
    int width = image.getWidth();
    for (int y = 0; y < picture.height(); y++) {
      int row = (top + y * cell) * width + left;
      int at = row;
      for (int x = 0; x < picture.width(); x++) {
        int color = cells[y * picture.width() + x];
        for (int i = 0; i < cell; i++) {
          pixels[at++] = color;
        }
      }
      for (int i = 1; i < cell; i++) {
        System.arraycopy(pixels, row, pixels, row + i * width, picture.width() * cell);
      }
    }
  }

  /**
   * Room beside the cells; {@code cell} 0 when not known yet. x: at the left, y: at the top, width:
   * at the right, height: at the bottom, device pixels.
   */
  private static Rectangle2D margins(
      MaskPicture picture, int cell, ChartTheme theme, double scale) {
    double left = 0;
    double top = 0;
    double bottom = 0;
    for (Mark mark : picture.marks()) {
      switch (mark.side()) {
        case LEFT ->
            left = Math.max(left, Ink.width(mark.text(), theme.captionFont()) + theme.px(GAP));
        case TOP -> top = theme.px(LINE);
        case BOTTOM -> bottom = theme.px(LINE);
      }
    }
    if (!picture.folded().columns().isEmpty()) {
      top += theme.px(LINE + GAP);
    }
    double right = picture.folded().columns().isEmpty() ? 0 : theme.px(GAP + BAND);
    if (cell > 0 && !picture.folded().rows().isEmpty()) { // the band's words may be wider
      double words = Ink.width(picture.folded().rows(), theme.captionFont()) + 2 * theme.px(GAP);
      right = Math.max(right, words - picture.width() * cell / scale);
    }
    bottom += picture.folded().rows().isEmpty() ? 0 : theme.px(GAP + BAND);
    return new Rectangle2D.Double(
        Math.ceil(left * scale),
        Math.ceil(top * scale),
        Math.ceil(right * scale),
        Math.ceil(bottom * scale));
  }

  /** Numbers where they have room; where they would touch, only every nth. */
  private void drawMarks(Graphics2D g2) {
    double widest =
        picture.marks().stream()
            .filter(mark -> mark.side() == Mark.Side.TOP)
            .mapToDouble(mark -> Ink.width(mark.text(), theme.captionFont()))
            .max()
            .orElse(0);
    boolean isBlock =
        picture.marks().stream().anyMatch(m -> m.side() == Mark.Side.TOP && m.y() > 0);
    boolean hasRoom = !isBlock || FilterTiles.GAP_FOR_NUMBERS * cell / scale >= theme.px(LINE - 3);
    Mark before = null;
    int inLine = 0;
    g2.scale(scale, scale);
    Ink ink = new Ink(g2, theme);
    for (Mark mark : picture.marks()) {
      boolean newLine =
          before == null
              || before.side() != mark.side()
              || (mark.side() != Mark.Side.LEFT && before.y() != mark.y());
      inLine = newLine ? 0 : inLine + 1;
      before = mark;
      double x = (left + (double) mark.x() * cell) / scale;
      double y = (top + (double) mark.y() * cell) / scale;
      double length = mark.cells() * cell / scale;
      double pitch = (mark.cells() + 1) * cell / scale;
      switch (mark.side()) {
        case TOP -> {
          if (hasRoom && inLine % (int) Math.ceil((widest + theme.px(GAP)) / pitch) == 0) {
            muted(ink, mark.text(), x + length / 2, y - theme.px(GAP), Ink.Align.CENTER);
          }
        }
        case LEFT -> {
          if (inLine % (int) Math.ceil(theme.px(LINE) / pitch) == 0) {
            muted(
                ink, mark.text(), x - theme.px(GAP), y + length / 2 + theme.px(4), Ink.Align.RIGHT);
          }
        }
        case BOTTOM -> below(ink, mark, x, y + theme.px(12), length);
      }
    }
    g2.scale(1 / scale, 1 / scale);
  }

  private void below(Ink ink, Mark mark, double x, double baseline, double length) {
    Font font = theme.captionFont();
    double both = Ink.width(mark.text(), font) + Ink.width(mark.detail(), font) + theme.px(GAP);
    ink.text(mark.text(), x, baseline, Ink.Align.LEFT, font, ChartColor.TEXT);
    if (both <= length) {
      muted(ink, mark.detail(), x + length, baseline, Ink.Align.RIGHT);
    }
  }

  private void muted(Ink ink, String text, double x, double baseline, Ink.Align align) {
    ink.text(text, x, baseline, align, theme.captionFont(), ChartColor.TEXT_SUBTLE);
  }

  /** The bands that stand for what was left out. */
  private void drawFolded(Graphics2D g2) {
    String rows = picture.folded().rows();
    String columns = picture.folded().columns();
    g2.scale(scale, scale);
    Ink ink = new Ink(g2, theme);
    double x = left / scale;
    double width = picture.width() * cell / scale;
    double bottom = (top + (double) picture.height() * cell) / scale;
    if (!rows.isEmpty()) {
      double y = image.getHeight() / scale - theme.px(BAND);
      double needed = Ink.width(rows, theme.captionFont()) + 2 * theme.px(GAP);
      double shown = Math.max(width, needed);
      g2.setPaint(theme.color(ChartColor.EMPTY_CELL));
      g2.fill(new Rectangle2D.Double(x, y, shown, theme.px(BAND)));
      muted(ink, rows, x + shown / 2, y + theme.px(13), Ink.Align.CENTER);
    }
    if (!columns.isEmpty()) {
      double right = x + width + theme.px(GAP);
      g2.setPaint(theme.color(ChartColor.EMPTY_CELL));
      g2.fill(new Rectangle2D.Double(right, top / scale, theme.px(BAND), bottom - top / scale));
      muted(ink, columns, right + theme.px(BAND), theme.px(11), Ink.Align.RIGHT);
    }
    g2.scale(1 / scale, 1 / scale);
  }
}
