package org.sparsevd.ui.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Label;
import org.sparsevd.chart.FilterTiles;
import org.sparsevd.chart.MaskPicture;
import org.sparsevd.chart.MaskPicture.Mark;

/** The numbers beside the parts of a picture; where they would touch, only every nth is shown. */
final class MarkLabels {
  /** Room between a number and what it stands beside or the next number, in px. */
  private static final int GAP = 4;

  private final List<Mark> marks = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();

  /** The labels of a picture, to be placed later. */
  List<Label> labels(Optional<MaskPicture> picture) {
    marks.clear();
    labels.clear();
    for (Mark mark : picture.map(MaskPicture::marks).orElse(List.of())) {
      Label label = new Label(mark.text());
      label.getStyleClass().add("caption");
      label.setMouseTransparent(true);
      label.setManaged(false);
      marks.add(mark);
      labels.add(label);
    }
    return labels;
  }

  /** Room left of the picture, in px. */
  double left() {
    double width = largest(Mark.Side.LEFT, label -> label.prefWidth(-1));
    return width == 0 ? 0 : Math.ceil(width) + GAP;
  }

  /** Room above the picture, in px. */
  double top() {
    return Math.ceil(largest(Mark.Side.TOP, label -> label.prefHeight(-1)));
  }

  private double largest(Mark.Side side, ToDoubleFunction<Label> size) {
    double largest = 0;
    for (int i = 0; i < labels.size(); i++) {
      if (marks.get(i).side() == side) {
        largest = Math.max(largest, size.applyAsDouble(labels.get(i)));
      }
    }
    return largest;
  }

  /**
   * Puts the labels beside their parts.
   *
   * @param scale px a cell
   * @param x left edge of the picture
   * @param y its upper edge
   */
  void place(int scale, double x, double y) {
    double width = largest(Mark.Side.TOP, label -> label.prefWidth(-1));
    double height = Math.max(1, labels.isEmpty() ? 1 : labels.getFirst().prefHeight(-1));
    boolean isBlock = marks.stream().anyMatch(m -> m.side() == Mark.Side.TOP && m.y() > 0);
    boolean hasRoom =
        !isBlock || FilterTiles.GAP_FOR_NUMBERS * scale >= height - 2; // letters fill no line
    int inLine = 0;
    for (int i = 0; i < labels.size(); i++) {
      Mark mark = marks.get(i);
      Label label = labels.get(i);
      boolean newLine = i == 0 || isNewLine(marks.get(i - 1), mark);
      inLine = newLine ? 0 : inLine + 1;
      label.autosize();
      double middle = mark.cells() * scale / 2.0;
      if (mark.side() == Mark.Side.TOP) {
        int step = (int) Math.ceil((width + GAP) / ((mark.cells() + 1) * scale));
        label.setVisible(inLine % step == 0 && hasRoom);
        label.relocate(
            Math.round(x + mark.x() * scale + middle - label.getWidth() / 2),
            Math.round(y + mark.y() * scale - label.getHeight()));
      } else {
        int step = (int) Math.ceil(height / ((mark.cells() + 1) * scale));
        label.setVisible(inLine % step == 0);
        label.relocate(
            Math.round(x - GAP - label.getWidth()),
            Math.round(y + mark.y() * scale + middle - label.getHeight() / 2));
      }
    }
  }

  private static boolean isNewLine(Mark before, Mark mark) {
    return before.side() != mark.side() || (mark.side() == Mark.Side.TOP && before.y() != mark.y());
  }
}
