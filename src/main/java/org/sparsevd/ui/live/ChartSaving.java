package org.sparsevd.ui.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.sparsevd.chart.Chart;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;

/** Saves a chart, in the size it has on screen, and the menu lines for that. */
public final class ChartSaving {
  private final Chart chart;
  private final ChartSurface surface;
  private final Region shown;
  private final FileDialogs dialogs;
  private Runnable before = () -> {};
  private Runnable after = () -> {};
  private BiConsumer<Path, IOException> onFailed = (file, cause) -> {};

  /**
   * @param surface that draws the chart
   * @param shown what a picture is as large as
   */
  public ChartSaving(Chart chart, ChartSurface surface, Region shown, FileDialogs dialogs) {
    this.chart = chart;
    this.surface = surface;
    this.shown = shown;
    this.dialogs = dialogs;
  }

  /**
   * Calls {@code first} before a file is written and {@code last} after it, where the screen shows
   * as nodes what a picture must draw.
   */
  void setAround(Runnable first, Runnable last) {
    before = first;
    after = last;
  }

  /** Calls {@code action} with file and cause when a file could not be written. */
  public void setOnFailed(BiConsumer<Path, IOException> action) {
    onFailed = action;
  }

  /**
   * A line of a menu for each kind of file.
   *
   * @param name of the file that is suggested, without its ending
   */
  public List<MenuItem> items(String name) {
    return Arrays.stream(ChartFile.values())
        .map(kind -> {
          MenuItem item = new MenuItem(Text.of("chart.save." + kind.ending()));
          item.setId("chart-save-" + kind.ending());
          item.setOnAction(event -> ask(kind, name));
          return item;
        })
        .toList();
  }

  /** Asks for a file and saves the chart there. */
  void ask(ChartFile kind, String name) {
    dialogs
        .saveFile(
            shown.getScene().getWindow(),
            Text.of("chart.save.title", chart.title()),
            Text.of("chart.save.name", name, kind.ending()),
            kind.kind())
        .ifPresent(file -> save(kind, file));
  }

  /** Saves the chart to {@code file}. */
  void save(ChartFile kind, Path file) {
    try {
      before.run();
      kind.write(chart, shown.getWidth(), shown.getHeight(), file);
    } catch (IOException e) {
      onFailed.accept(file, e);
    } finally {
      after.run();
      // The chart now believes it is as large as the picture.
      surface.redraw();
      surface.drawNow();
    }
  }
}
