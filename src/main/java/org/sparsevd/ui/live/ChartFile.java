package org.sparsevd.ui.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sparsevd.chart.Chart;
import org.sparsevd.chart.ChartPicture;
import org.sparsevd.chart.ChartSvg;
import org.sparsevd.run.AtomicFiles;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs.FileKind;

/** As what a chart can be saved. */
public enum ChartFile {
  /** A picture of 2 device pixels a px. */
  PNG,
  /** A picture of lines and outlines, sharp at every size. */
  SVG,
  /** The numbers it draws. */
  CSV;

  /** What its file's name ends in, without the dot. */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  FileKind kind() {
    return new FileKind(Text.of("chart.save.kind." + ending()), List.of("*." + ending()));
  }

  /**
   * Writes {@code chart}, pictures with its title.
   *
   * @throws IOException when {@code file} cannot be written
   */
  void write(Chart chart, double width, double height, Path file) throws IOException {
    switch (this) {
      case PNG -> ChartPicture.save(chart, width, height, file);
      case SVG -> ChartSvg.save(chart, width, height, file);
      case CSV -> AtomicFiles.write(file, chart.data().csv());
    }
  }
}
