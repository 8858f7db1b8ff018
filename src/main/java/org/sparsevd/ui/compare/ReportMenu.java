package org.sparsevd.ui.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.ComparisonHtml;
import org.sparsevd.chart.ComparisonPicture;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.chart.RunWeights;
import org.sparsevd.run.AtomicFiles;
import org.sparsevd.run.compare.ComparisonCsv;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.FileDialogs.FileKind;
import org.sparsevd.ui.control.Icon;

/** Saves what is compared as a page, a table or a picture. */
final class ReportMenu extends MenuButton {
  private final CompareModel model;
  private final FileDialogs files;
  private final Executor background;
  private BiConsumer<Path, IOException> onSaveFailed = (file, cause) -> {};
  private ChartTheme theme = ChartTheme.LIGHT;

  /** What a report is written by. */
  @FunctionalInterface
  private interface Writer {
    void write(ComparisonView view, List<RunWeights> weights, Path file) throws IOException;
  }

  /**
   * @param background where files are written
   */
  ReportMenu(CompareModel model, FileDialogs files, Executor background) {
    super(Text.of("ui.compare.report"), new Icon(Feather.DOWNLOAD));
    this.model = model;
    this.files = files;
    this.background = background;
    setId("compare-report");
    setMinWidth(Region.USE_PREF_SIZE);
    setTooltip(new Tooltip(Text.of("ui.compare.report.help")));
    add(
        "html",
        (view, weights, file) -> AtomicFiles.write(file, ComparisonHtml.page(view, weights)));
    add(
        "csv",
        (view, weights, file) ->
            AtomicFiles.write(file, ComparisonCsv.text(view.comparison(), view.table())));
    add("png", (view, weights, file) -> ComparisonPicture.save(view, weights, theme, file));
    disable();
    model.viewProperty().addListener(observable -> disable());
  }

  private void disable() {
    setDisable(model.runs().isEmpty());
  }

  /** Calls {@code action} with file and cause when a file could not be written. */
  void setOnSaveFailed(BiConsumer<Path, IOException> action) {
    onSaveFailed = action;
  }

  /** Pictures take the colours of {@code newTheme}, at the default size of text. */
  void setTheme(ChartTheme newTheme) {
    theme = newTheme.isDark() ? ChartTheme.DARK : ChartTheme.LIGHT;
  }

  private void add(String ending, Writer writer) {
    MenuItem item = new MenuItem(Text.of("ui.compare.report." + ending));
    item.setId("compare-report-" + ending);
    item.setOnAction(event ->
        files
            .saveFile(
                getScene().getWindow(),
                Text.of("ui.compare.report"),
                Text.of("ui.compare.report.name", ending),
                new FileKind(Text.of("ui.compare.report.kind." + ending), List.of("*." + ending)))
            .ifPresent(file -> save(writer, file)));
    getItems().add(item);
  }

  private void save(Writer writer, Path file) {
    ComparisonView view = model.viewProperty().get();
    List<RunWeights> weights = model.weightsProperty().get();
    background.execute(() -> {
      try {
        writer.write(view, weights, file);
      } catch (IOException e) {
        onSaveFailed.accept(file, e);
      }
    });
  }
}
