package org.sparsevd.ui.live;

import java.awt.geom.Point2D;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * A point on a curve over log α that is dragged along it, by itself or by the line through it, or
 * moved with the arrow keys. Lies over the chart, so that it follows the mouse without a redraw.
 */
final class KlHandle extends Region {
  private static final int STEPS_A_UNIT = 100;
  private static final double KEY_STEP = 0.1;
  private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");
  private static final double GRIP = 16;
  private static final double REACH = 26;
  private static final double DOT = 14;
  private static final double AWAY = 12;

  private final DoubleProperty logAlpha = new SimpleDoubleProperty(this, "logAlpha");
  private final Region grip = new Region();
  private final Region line = new Region();
  private final Region reach = new Region();
  private final Region dot = new Region();
  private final Label tag = new Label();
  private DoubleFunction<Point2D> pointAt = value -> new Point2D.Double();
  private DoubleUnaryOperator valueAt = pixel -> 0;
  private double top;
  private double bottom;
  private boolean tagBelow;
  private double grabbedAt;

  KlHandle() {
    getStyleClass().add("kl-handle");
    setManaged(false);
    setPickOnBounds(false);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    line.getStyleClass().add("kl-line");
    dot.getStyleClass().add("kl-dot");
    tag.getStyleClass().add("kl-tag");
    reach.setId("kl-point");
    getChildren().setAll(grip, line, tag, dot, reach);
    getChildren().forEach(part -> part.setManaged(false)); // placed where the chart says, not here
    for (Region part : new Region[] {line, dot, tag}) {
      part.setMouseTransparent(true);
    }
    for (Region part : new Region[] {grip, reach}) {
      part.setCursor(Cursor.H_RESIZE);
      part.setOnMousePressed(this::pressed);
      part.setOnMouseDragged(this::dragged);
      part.setOnMouseReleased(MouseEvent::consume);
      part.setOnMouseClicked(MouseEvent::consume); // a double click here is no wish to enlarge
    }
    Tooltip.install(reach, new Tooltip(Text.of("chart.kl.point.help")));
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    focusedProperty()
        .addListener((observable, before, now) -> dot.pseudoClassStateChanged(FOCUSED, now));
    logAlpha.addListener(observable -> place());
  }

  /** log α of the point, in [−8, 8] in steps of 0.01 where the user moves it. */
  DoubleProperty logAlphaProperty() {
    return logAlpha;
  }

  /**
   * Tells it where the chart has its places now.
   *
   * @param pointOfValue the curve's point at a log α, in px
   * @param valueAtPixel log α at a px
   * @param plotTop where the line begins, in px
   * @param plotBottom where the line ends, in px
   * @param below whether there is room under the curve for its words; else over it
   */
  void follow(
      DoubleFunction<Point2D> pointOfValue,
      DoubleUnaryOperator valueAtPixel,
      double plotTop,
      double plotBottom,
      boolean below) {
    pointAt = pointOfValue;
    valueAt = valueAtPixel;
    top = plotTop;
    bottom = plotBottom;
    tagBelow = below;
    place();
  }

  private void place() {
    String words = Text.of("chart.atLogAlphaValue", Numbers.decimals(logAlpha.get(), 2));
    tag.setText(words);
    setAccessibleText(Text.of("chart.kl.point.accessible", words));
    notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
    if (getParent() == null || bottom <= top) {
      return;
    }
    double room = getParent().getLayoutBounds().getWidth();
    resizeRelocate(0, 0, room, bottom);
    Point2D at = pointAt.apply(logAlpha.get());
    double x = Math.round(at.getX());
    double y = Math.round(at.getY());
    line.resizeRelocate(x, top, 1, bottom - top);
    grip.resizeRelocate(x - GRIP / 2, top, GRIP, bottom - top);
    dot.resizeRelocate(x - DOT / 2, y - DOT / 2, DOT, DOT);
    reach.resizeRelocate(x - REACH / 2, y - REACH / 2, REACH, REACH);
    double width = Math.ceil(tag.prefWidth(-1));
    double height = Math.ceil(tag.prefHeight(-1));
    boolean right = x + AWAY + width <= room;
    tag.resizeRelocate(
        right ? x + AWAY : x - AWAY - width,
        tagBelow ? Math.min(y + AWAY, bottom - height) : Math.max(0, y - AWAY - height),
        width,
        height);
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    grabbedAt = xOf(event) - pointAt.apply(logAlpha.get()).getX();
    event.consume();
  }

  private void dragged(MouseEvent event) {
    if (event.isPrimaryButtonDown()) {
      logAlpha.set(held(valueAt.applyAsDouble(xOf(event) - grabbedAt)));
    }
    event.consume();
  }

  private double xOf(MouseEvent event) {
    return sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
  }

  private void keyPressed(KeyEvent event) {
    double step = event.isShiftDown() ? 1 : KEY_STEP;
    switch (event.getCode()) {
      case LEFT, DOWN -> logAlpha.set(held(logAlpha.get() - step));
      case RIGHT, UP -> logAlpha.set(held(logAlpha.get() + step));
      case HOME -> logAlpha.set(-LogAlpha.CLIP);
      case END -> logAlpha.set(LogAlpha.CLIP);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private static double held(double value) {
    double inside = Math.clamp(value, -LogAlpha.CLIP, LogAlpha.CLIP);
    return Math.rint(inside * STEPS_A_UNIT) / STEPS_A_UNIT;
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> logAlpha.get();
      case MIN_VALUE -> (double) -LogAlpha.CLIP;
      case MAX_VALUE -> (double) LogAlpha.CLIP;
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }
}
