package org.sparsevd.ui.train;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import org.sparsevd.chart.SettingWords;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Setting;

/** Slides what the field above it says. A value between two steps is typed there. */
final class ShareSlider extends Slider {
  private static final double STEP = 0.05;
  private static final double STEPS = 20;
  private static final double PAGE = 0.25;

  private final Setting setting;
  private final StringProperty text;
  private boolean showing; // what was typed, which may lie between two steps

  /**
   * @param setting from 0 to 1
   */
  ShareSlider(Setting setting, ExperimentModel model) {
    super(setting.min(), setting.max(), 0);
    this.setting = setting;
    text = model.text(setting);
    setId(setting.key() + "-slider");
    setAccessibleText(SettingWords.label(setting));
    setTooltip(new Tooltip(SettingText.help(setting)));
    setBlockIncrement(STEP);
    setMajorTickUnit(PAGE);
    disableProperty().bind(model.lockedProperty());
    valueProperty().addListener((observable, before, now) -> slide(now.doubleValue()));
    text.addListener(observable -> show());
    show();
  }

  private void slide(double value) {
    if (!showing) {
      text.set(setting.write(Math.round(value / STEP) / STEPS)); // 0.15, not 0.15000000000000002
    }
  }

  private void show() {
    showing = true;
    try {
      setValue((Double) setting.parse(SettingText.typed(setting, text.get())));
    } catch (InvalidConfigException e) {
      // Stays where it was; the field says what is wrong with what was typed.
    } finally {
      showing = false;
    }
  }
}
