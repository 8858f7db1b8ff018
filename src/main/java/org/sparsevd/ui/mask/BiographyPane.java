package org.sparsevd.ui.mask;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.StackPane;
import org.sparsevd.chart.BiographyChart;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.RunView;
import org.sparsevd.run.WeightPoint;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.live.ChartSaving;
import org.sparsevd.ui.live.ChartSurface;

/** The curves of a weight's life. */
final class BiographyPane extends StackPane {
  private final BiographyChart chart = new BiographyChart();
  private final ChartSurface surface = new ChartSurface(chart);

  private final ChartSaving saving;

  /**
   * @param onSaveFailed is told of a file that could not be written
   */
  BiographyPane(FileDialogs files, BiConsumer<Path, IOException> onSaveFailed) {
    saving = new ChartSaving(chart, surface, this, files);
    saving.setOnFailed(onSaveFailed);
    setId("biography");
    getStyleClass().add("biography");
    setMinHeight(0);
    getChildren().setAll(surface);
  }

  /** Lines of a menu that save the curves. */
  List<MenuItem> savingItems() {
    return saving.items("WeightBiography");
  }

  void setTheme(ChartTheme theme) {
    chart.setTheme(theme);
    surface.redraw();
  }

  /** Moves to the epoch and cut of {@code view}. */
  void show(RunView view) {
    chart.update(view);
    surface.redraw();
  }

  /** Shows what is known of a weight's life. */
  void show(List<WeightPoint> points, String layer, int layerIndex) {
    chart.show(points, layer, layerIndex);
    surface.redraw();
  }

  /** Draws at once, for a picture of the scene. */
  void drawNow() {
    surface.drawNow();
  }
}
