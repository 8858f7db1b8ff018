package org.sparsevd.ui.live;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The cut of one layer over its row: a line with a round grip. The grip, and with Alt the line too,
 * moves this layer alone; the line of a linked layer moves all that are linked.
 */
final class LayerGrip extends Region {
  private static final double GRIP = 16;
  private static final double LINE = 2;
  private static final double STEP = 0.1;

  private final String layer;
  private final CutMover mover;
  private final Region area = new Region();
  private final Region line = new Region();
  private final Region knob = new Region();
  private DoubleUnaryOperator pixelOf = value -> 0;
  private DoubleUnaryOperator valueAt = pixel -> 0;
  private List<Double> snaps = List.of();
  private double value;
  private boolean linked;
  private boolean movesLayer;
  private double grabbedAt;

  LayerGrip(String layer, CutMover mover) {
    this.layer = layer;
    this.mover = mover;
    setId("grip-" + layer);
    getStyleClass().add("layer-grip");
    setManaged(false);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setCursor(Cursor.H_RESIZE);
    line.getStyleClass().add("cut-line");
    knob.getStyleClass().add("cut-knob");
    line.setMouseTransparent(true);
    Tooltip.install(knob, new Tooltip(Text.of("chart.cut.grip.help", layer)));
    getChildren().setAll(area, line, knob);
    getChildren().forEach(part -> part.setManaged(false));
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(event -> {
      mover.commit();
      event.consume();
    });
    setOnMouseClicked(MouseEvent::consume);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  String layer() {
    return layer;
  }

  void setSnaps(List<Double> thresholds) {
    snaps = List.copyOf(thresholds);
  }

  /**
   * Stands at a cut.
   *
   * @param isLinked whether the cut is that of all linked layers
   * @param row where the layer is drawn, from the row above on, in px
   */
  void place(
      double logAlpha,
      boolean isLinked,
      Rectangle2D row,
      DoubleUnaryOperator pixelOfValue,
      DoubleUnaryOperator valueAtPixel) {
    value = logAlpha;
    linked = isLinked;
    pixelOf = pixelOfValue;
    valueAt = valueAtPixel;
    double at = Math.round(pixelOf.applyAsDouble(value));
    resizeRelocate(at - GRIP / 2, row.getMinY(), GRIP, row.getHeight());
    area.resizeRelocate(0, 0, GRIP, row.getHeight());
    line.resizeRelocate((GRIP - LINE) / 2, 0, LINE, row.getHeight());
    double middle = row.getHeight() / 2;
    double size = 11;
    knob.resizeRelocate((GRIP - size) / 2, Math.round(middle - size / 2), size, size);
    setAccessibleText(Text.of("chart.cut.grip.accessible", layer, Numbers.threshold(value)));
    notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    boolean onKnob = knob.getBoundsInParent().contains(event.getX(), event.getY());
    movesLayer = onKnob || event.isAltDown() || !linked;
    grabbedAt = xOf(event) - pixelOf.applyAsDouble(value);
    event.consume();
  }

  private void dragged(MouseEvent event) {
    if (event.isPrimaryButtonDown()) {
      double px = xOf(event) - grabbedAt;
      double wanted =
          CutHandle.attract(
              valueAt.applyAsDouble(px), px, pixelOf, snaps, event.isShiftDown(), true);
      if (movesLayer) {
        mover.moveLayer(layer, wanted);
      } else {
        mover.moveLinked(wanted);
      }
    }
    event.consume();
  }

  private double xOf(MouseEvent event) {
    return getParent().sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
  }

  private void keyPressed(KeyEvent event) {
    double step = event.isShiftDown() ? 1 : STEP;
    switch (event.getCode()) {
      case LEFT, DOWN -> mover.moveLayer(layer, CutHandle.snap(value - step));
      case RIGHT, UP -> mover.moveLayer(layer, CutHandle.snap(value + step));
      default -> {
        return;
      }
    }
    mover.commit();
    event.consume();
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> value;
      case MIN_VALUE -> (double) -LogAlpha.CLIP;
      case MAX_VALUE -> (double) LogAlpha.CLIP;
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }
}
