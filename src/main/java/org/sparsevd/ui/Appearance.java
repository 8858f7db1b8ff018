package org.sparsevd.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import org.sparsevd.chart.ChartTheme;

/** Theme and root text size of the window, and everybody who must hear when they change. */
final class Appearance {
  private static final double SMALLEST = 9;
  private static final double LARGEST = 26;

  private final Scene scene;
  private final List<Runnable> listeners = new ArrayList<>();
  private Theme theme;
  private double textSize = Theme.STANDARD_TEXT_SIZE;

  Appearance(Scene scene, Theme theme) {
    this.scene = scene;
    this.theme = theme;
  }

  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  Theme theme() {
    return theme;
  }

  /** Root text size in pixels. */
  double textSize() {
    return textSize;
  }

  /** The same theme and size for charts. */
  ChartTheme chartTheme() {
    double scale = textSize / Theme.STANDARD_TEXT_SIZE;
    return (theme.isDark() ? ChartTheme.DARK : ChartTheme.LIGHT)
        .withTextSize(ChartTheme.DEFAULT_TEXT_SIZE * scale);
  }

  void toggleTheme() {
    theme = theme.other();
    apply();
  }

  /** Makes everything larger or smaller by that many pixels of text. */
  void resize(double pixels) {
    textSize = Math.clamp(textSize + pixels, SMALLEST, LARGEST);
    apply();
  }

  void standardSize() {
    textSize = Theme.STANDARD_TEXT_SIZE;
    apply();
  }

  void apply() {
    theme.applyTo(scene, textSize);
    listeners.forEach(Runnable::run);
  }
}
