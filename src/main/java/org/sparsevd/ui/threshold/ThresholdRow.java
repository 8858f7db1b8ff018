package org.sparsevd.ui.threshold;

import java.util.function.DoubleConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** Slider, field and dropout rate of one threshold; whoever owns it lays them out. */
final class ThresholdRow {
  private static final double HUNDRED = 100;

  private final Slider slider = new Slider(-LogAlpha.CLIP, LogAlpha.CLIP, 0);
  private final TextField field = new TextField();
  private final Label rate = new Label();
  private final DoubleConsumer move;
  private final Runnable commit;
  private double shown = Double.NaN;
  private boolean showing;

  /**
   * @param id of the field; the slider's ends with -slider
   * @param name whose threshold it is, for screen readers
   * @param move moves the threshold
   * @param commit ends a movement
   */
  ThresholdRow(String id, String name, DoubleConsumer move, Runnable commit) {
    this.move = move;
    this.commit = commit;
    slider.setId(id + "-slider");
    slider.setBlockIncrement(0.1);
    slider.setMinWidth(0);
    slider.setMaxWidth(Double.MAX_VALUE);
    slider.setAccessibleText(name);
    slider
        .valueProperty()
        .addListener((observable, before, now) -> {
          if (!showing) {
            move.accept(Math.rint(now.doubleValue() * 10) / 10);
          }
        });
    slider.setOnMouseReleased(event -> commit.run());
    slider.addEventHandler(KeyEvent.KEY_RELEASED, event -> commit.run());
    field.setId(id);
    field.getStyleClass().add("threshold-field");
    field.setAlignment(Pos.CENTER_RIGHT);
    field.setAccessibleText(name);
    field.setTooltip(new Tooltip(Text.of("ui.threshold.field.help")));
    field.setOnAction(event -> take());
    field
        .focusedProperty()
        .addListener((observable, before, focused) -> {
          if (!focused) {
            take();
          }
        });
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::step);
    rate.getStyleClass().add("muted");
    rate.setMinWidth(Region.USE_PREF_SIZE);
    rate.setTooltip(new Tooltip(Text.of("ui.threshold.rate.help")));
  }

  Slider slider() {
    return slider;
  }

  TextField field() {
    return field;
  }

  Label rate() {
    return rate;
  }

  void show(double logAlpha) {
    if (logAlpha == shown) {
      return;
    }
    shown = logAlpha;
    showing = true;
    slider.setValue(logAlpha);
    showing = false;
    field.setText(Numbers.decimals(logAlpha, 2));
    rate.setText(Numbers.dropoutRate(LogAlpha.dropoutRate(logAlpha)));
  }

  private void step(KeyEvent event) {
    int direction = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
    if (direction != 0) {
      double step = event.isShiftDown() ? 1 : 0.1;
      move.accept(Math.rint((shown + direction * step) * HUNDRED) / HUNDRED);
      commit.run();
      event.consume();
    }
  }

  private void take() {
    String now = Numbers.decimals(shown, 2);
    if (field.getText().equals(now)) {
      return;
    }
    // What is not a number: the field goes back to the threshold there is.
    Numbers.parse(field.getText())
        .ifPresent(typed -> {
          double held = Math.clamp(typed, -LogAlpha.CLIP, LogAlpha.CLIP);
          move.accept(Math.rint(held * HUNDRED) / HUNDRED);
          commit.run();
        });
    field.setText(Numbers.decimals(shown, 2));
  }
}
