package org.sparsevd.ui.live;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import org.sparsevd.chart.LineStyle;
import org.sparsevd.chart.ReadOut;

/** A vertical line over a chart and beside it the values there. */
final class CrossHair {
  private static final double AWAY = 10;

  private final Pane marks;
  private final Line line = new Line();
  private final Label title = new Label();
  private final GridPane rows = new GridPane();
  private final VBox box = new VBox(title, rows);

  CrossHair(Pane marks) {
    this.marks = marks;
    line.getStyleClass().add("cross-hair");
    box.getStyleClass().add("read-out");
    title.getStyleClass().add("read-out-title");
    rows.getStyleClass().add("read-out-rows");
    line.setMouseTransparent(true);
    line.setManaged(false);
    box.setMouseTransparent(true);
    box.setManaged(false);
    hide();
    marks.getChildren().addAll(line, box);
  }

  void hide() {
    line.setVisible(false);
    box.setVisible(false);
  }

  boolean isShown() {
    return box.isVisible();
  }

  /** The values shown, a line each; for tests and screen readers. */
  String text() {
    StringBuilder text = new StringBuilder(title.getText());
    for (int row = 0; row < rows.getRowCount(); row++) {
      text.append('\n');
      for (var node : rows.getChildren()) {
        if (GridPane.getRowIndex(node) == row && node instanceof Label label) {
          text.append(label.getText()).append(' ');
        }
      }
    }
    return text.toString().strip();
  }

  /** Shows {@code values} at {@code x}, between {@code top} and {@code bottom} px. */
  void show(ReadOut values, double x, double top, double bottom) {
    double at = Math.floor(x) + 0.5; // on the middle of a pixel: crisp
    line.setStartX(at);
    line.setEndX(at);
    line.setStartY(top);
    line.setEndY(bottom);
    line.setVisible(true);
    title.setText(values.title());
    rows.getChildren().clear();
    for (int i = 0; i < values.rows().size(); i++) {
      ReadOut.Row row = values.rows().get(i);
      Label value = new Label(row.value());
      value.getStyleClass().add("read-out-value");
      value.setMaxWidth(Double.MAX_VALUE);
      value.setAlignment(Pos.CENTER_RIGHT);
      rows.addRow(i, sample(row.style()), new Label(row.name()), value);
    }
    box.setVisible(true);
    box.applyCss();
    double width = Math.ceil(box.prefWidth(-1));
    double height = Math.ceil(box.prefHeight(width));
    boolean right = at + AWAY + width <= marks.getWidth();
    double left = right ? at + AWAY : Math.max(0, at - AWAY - width);
    double above = Math.max(0, Math.min(top + AWAY, marks.getHeight() - height));
    box.resizeRelocate(Math.rint(left), Math.rint(above), width, height);
  }

  /** A piece of the line the value belongs to. */
  private static Line sample(Optional<LineStyle> style) {
    Line sample = new Line(0, 0, 14, 0);
    sample.setStrokeWidth(2);
    sample.setStroke(style.map(LineStyle::line).map(CrossHair::color).orElse(Color.TRANSPARENT));
    style
        .map(LineStyle::dash)
        .ifPresent(
            dash -> dash.forEach(length -> sample.getStrokeDashArray().add((double) length)));
    return sample;
  }

  static Color color(java.awt.Color color) {
    return Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
  }
}
