package org.sparsevd.ui.live;

import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleUnaryOperator;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * The cut over a histogram: a line with a pill that is dragged, moved with the arrow keys, or
 * clicked to type a value. Lies over the chart, so that it follows the mouse without a redraw.
 */
final class CutHandle extends Region {
  /** Thresholds within this many px attract the handle, unless Shift is held. */
  static final double SNAP_PX = 6;

  /** Cuts a unit of log α: one an edge of the histograms' bins. */
  private static final int STEPS_A_UNIT = LogAlphaHistogram.BINS_PER_UNIT;

  private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");
  private static final double GRIP = 16;
  private static final double LINE = 2;

  private final DoubleProperty cut =
      new SimpleDoubleProperty(this, "cut", LogAlpha.DEFAULT_THRESHOLD);
  private final Region grip = new Region();
  private final Region line = new Region();
  private final Label pill = new Label();
  private final Label rate = new Label();
  private final TextField field = new TextField();
  private DoubleUnaryOperator pixelOf = value -> 0;
  private DoubleUnaryOperator valueAt = pixel -> 0;
  private double pillHeight;
  private double bottom;
  private double grabbedAt;
  private boolean dragged;
  private List<Double> snaps = List.of();
  private DoubleConsumer onAltMove;
  private Runnable onCommit = () -> {};
  private boolean fine;

  CutHandle() {
    getStyleClass().add("cut-handle");
    setManaged(false);
    setPickOnBounds(false);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    line.getStyleClass().add("cut-line");
    pill.getStyleClass().add("cut-pill");
    rate.getStyleClass().add("cut-rate");
    field.getStyleClass().add("cut-field");
    line.setMouseTransparent(true);
    rate.setMouseTransparent(true);
    grip.setCursor(Cursor.H_RESIZE);
    pill.setCursor(Cursor.H_RESIZE);
    Tooltip.install(pill, new Tooltip(Text.of("chart.cut.help")));
    field.setVisible(false);
    getChildren().setAll(grip, line, rate, pill, field);
    getChildren().forEach(part -> part.setManaged(false)); // placed where the chart says, not here
    for (Region part : new Region[] {grip, pill}) {
      part.setOnMousePressed(this::pressed);
      part.setOnMouseDragged(this::draggedTo);
      part.setOnMouseReleased(event -> {
        onCommit.run();
        event.consume();
      });
      part.setOnMouseClicked(MouseEvent::consume); // a double click here is no wish to enlarge
    }
    pill.setOnMouseReleased(this::releasedPill);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    field.setOnAction(event -> finishTyping(true));
    field.focusedProperty().addListener((observable, before, now) -> leaveField(now));
    focusedProperty().addListener((observable, before, now) -> markFocus(now));
    cut.addListener((observable, before, now) -> place());
  }

  /** log α the handle stands at, in [−8, 8] in steps of 0.1 where the user moves it. */
  DoubleProperty cutProperty() {
    return cut;
  }

  /** Thresholds that attract the handle while it is dragged. */
  void setSnaps(List<Double> thresholds) {
    snaps = List.copyOf(thresholds);
  }

  /** Calls {@code action} with where the handle would go when it is dragged with Alt held. */
  void setOnAltMove(DoubleConsumer action) {
    onAltMove = action;
  }

  /** Calls {@code action} when a movement has ended. */
  void setOnCommit(Runnable action) {
    onCommit = action;
  }

  /** Whether typed values and those of a drag with Shift are taken to 0.01 instead of 0.1. */
  void setFine(boolean hundredths) {
    fine = hundredths;
  }

  /**
   * Tells it where the chart has its places now.
   *
   * @param pixelOfValue px of a log α
   * @param valueAtPixel log α at a px
   * @param height of the pill in px
   * @param plotBottom where the line ends, in px
   */
  void follow(
      DoubleUnaryOperator pixelOfValue,
      DoubleUnaryOperator valueAtPixel,
      double height,
      double plotBottom) {
    pixelOf = pixelOfValue;
    valueAt = valueAtPixel;
    pillHeight = height;
    bottom = plotBottom;
    place();
  }

  private void place() {
    pill.setText("\u2039 " + Numbers.threshold(cut.get()) + " \u203a");
    rate.setText(
        Text.of("chart.dropoutRate", Numbers.dropoutRate(LogAlpha.dropoutRate(cut.get()))));
    setAccessibleText(Text.of("chart.cut.accessible", Numbers.threshold(cut.get())));
    notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
    if (getParent() == null || bottom <= 0) {
      return;
    }
    double room = getParent().getLayoutBounds().getWidth();
    resizeRelocate(0, 0, room, bottom);
    double at = Math.round(pixelOf.applyAsDouble(cut.get()));
    double width = Math.ceil(Math.max(pill.prefWidth(-1), 2.3 * pillHeight));
    double left = Math.clamp(at - Math.round(width / 2), 0, Math.max(0, room - width));
    pill.resizeRelocate(left, 0, width, pillHeight);
    field.resizeRelocate(left, 0, width, pillHeight);
    line.resizeRelocate(at - LINE / 2, pillHeight, LINE, bottom - pillHeight);
    grip.resizeRelocate(at - GRIP / 2, pillHeight, GRIP, bottom - pillHeight);
    double rateWidth = Math.ceil(rate.prefWidth(-1));
    boolean fits = left + width + 8 + rateWidth <= room;
    rate.setVisible(fits || left - 8 - rateWidth > room / 2); // the axis' name stands at the left
    rate.resizeRelocate(fits ? left + width + 8 : left - 8 - rateWidth, 0, rateWidth, pillHeight);
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    dragged = false;
    grabbedAt = xOf(event) - pixelOf.applyAsDouble(cut.get());
    event.consume();
  }

  private void draggedTo(MouseEvent event) {
    if (event.isPrimaryButtonDown()) {
      double value = attract(xOf(event) - grabbedAt, event.isShiftDown());
      if (event.isAltDown() && onAltMove != null) {
        dragged = true;
        onAltMove.accept(value);
      } else {
        dragged |= value != cut.get();
        cut.set(value);
      }
    }
    event.consume();
  }

  private double attract(double px, boolean free) {
    double value = valueAt.applyAsDouble(px);
    return attract(value, px, pixelOf, snaps, free, fine);
  }

  /** The threshold a handle at {@code px} takes: one that attracts it, or a round one. */
  static double attract(
      double value,
      double px,
      DoubleUnaryOperator pixelOf,
      List<Double> snaps,
      boolean free,
      boolean fine) {
    if (free) {
      return fine ? hundredths(value) : snap(value);
    }
    return snaps.stream()
        .filter(each -> Math.abs(pixelOf.applyAsDouble(each) - px) <= SNAP_PX)
        .min(Comparator.comparingDouble(each -> Math.abs(pixelOf.applyAsDouble(each) - px)))
        .orElseGet(() -> snap(value));
  }

  private void releasedPill(MouseEvent event) {
    if (!dragged && event.getButton() == MouseButton.PRIMARY) {
      startTyping();
    } else {
      onCommit.run();
    }
    event.consume();
  }

  private double xOf(MouseEvent event) {
    return sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
  }

  private void keyPressed(KeyEvent event) {
    if (field.isVisible()) {
      switch (event.getCode()) {
        case ESCAPE -> finishTyping(false);
        case LEFT, RIGHT, UP, DOWN, HOME, END -> {} // the field's own, nobody else's
        default -> {
          return;
        }
      }
      event.consume();
      return;
    }
    double step = event.isShiftDown() ? 1 : 1.0 / STEPS_A_UNIT;
    switch (event.getCode()) {
      case LEFT, DOWN -> cut.set(snap(cut.get() - step));
      case RIGHT, UP -> cut.set(snap(cut.get() + step));
      case HOME -> cut.set(-LogAlpha.CLIP);
      case END -> cut.set(LogAlpha.CLIP);
      case ENTER -> startTyping();
      default -> {
        return;
      }
    }
    onCommit.run();
    event.consume();
  }

  private void startTyping() {
    field.setText(Numbers.threshold(cut.get()));
    field.setVisible(true);
    field.requestFocus();
    field.selectAll();
  }

  private void leaveField(boolean focused) {
    if (!focused && field.isVisible()) {
      finishTyping(true);
    }
  }

  private void finishTyping(boolean take) {
    field.setVisible(false);
    if (take) {
      Numbers.parse(field.getText())
          .ifPresentOrElse(
              typed -> {
                cut.set(fine ? hundredths(typed) : snap(typed));
                onCommit.run();
              },
              this::place); // not a number: the cut stays as it was
    }
    requestFocus();
  }

  private void markFocus(boolean focused) {
    pill.pseudoClassStateChanged(FOCUSED, focused);
  }

  static double snap(double value) {
    double held = Math.clamp(value, -LogAlpha.CLIP, LogAlpha.CLIP);
    return Math.rint(held * STEPS_A_UNIT) / STEPS_A_UNIT;
  }

  private static double hundredths(double value) {
    return Math.rint(Math.clamp(value, -LogAlpha.CLIP, LogAlpha.CLIP) * 100) / 100;
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> cut.get();
      case MIN_VALUE -> (double) -LogAlpha.CLIP;
      case MAX_VALUE -> (double) LogAlpha.CLIP;
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }
}
