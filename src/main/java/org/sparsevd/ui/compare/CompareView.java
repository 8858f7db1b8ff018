package org.sparsevd.ui.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.ComparisonView;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.EnlargePane;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.ReadingPane;
import org.sparsevd.ui.live.ChartCard;
import org.sparsevd.ui.live.ComparisonCard;
import org.sparsevd.ui.live.ComparisonCurvesCard;
import org.sparsevd.ui.live.ComparisonHistogramCard;
import org.sparsevd.ui.live.ComparisonSparsityCard;
import org.sparsevd.ui.train.StudioModel;

/** Runs side by side: their curves, sparsity, weights, masks, figures and settings. */
public final class CompareView extends VBox {
  /** Tables are laid out anew with every epoch: often enough to watch them, and no more. */
  private static final long NANOS_BETWEEN_POLLS = 400_000_000;

  private static final double[] COLUMN_PERCENT = {40, 28, 32};

  private final CompareModel model;
  private final RunBar bar;
  private final ComparisonCurvesCard curves;
  private final ComparisonSparsityCard sparsity;
  private final ComparisonHistogramCard histograms;
  private final MaskSwipeCard masks = new MaskSwipeCard();
  private final ResultGrid result = new ResultGrid();
  private final SettingsGrid settings = new SettingsGrid();
  private final CheckBox allSettings = new CheckBox(Text.of("ui.compare.allSettings"));
  private final EnlargePane cards;
  private final ReportMenu report;
  private boolean stale = true;
  private long polled = System.nanoTime() - NANOS_BETWEEN_POLLS;

  /**
   * @param studio trains twins
   * @param background where files are written
   */
  public CompareView(
      CompareModel model,
      StudioModel studio,
      RunChoices choices,
      FileDialogs files,
      Executor background) {
    this.model = model;
    getStyleClass().addAll("view", "compare");
    getStylesheets().add(CompareView.class.getResource("compare.css").toExternalForm());
    setId("compare");
    curves = new ComparisonCurvesCard(files);
    curves.setId("compare-curves");
    sparsity = new ComparisonSparsityCard(files);
    sparsity.setId("compare-sparsity");
    histograms = new ComparisonHistogramCard(files);
    histograms.setId("compare-histograms");
    Card results = new Card(Text.of("ui.compare.result"));
    results.actions().add(caption("ui.compare.bestOfRow"));
    results.setContent(scrolling(result, "ui.compare.result"));
    Card differences = new Card(Text.of("ui.compare.settings"));
    allSettings.setId("compare-all-settings");
    differences.actions().add(allSettings);
    differences.setContent(scrolling(settings, "ui.compare.settings"));
    GridPane grid = grid();
    grid.addRow(0, curves, sparsity, results);
    grid.addRow(1, histograms, masks, differences);
    List<Card> all = List.of(curves, sparsity, results, histograms, masks, differences);
    all.forEach(card -> card.setMinSize(0, 0));
    cards = new EnlargePane(grid, all);
    VBox.setVgrow(cards, Priority.ALWAYS);
    cards.setMinHeight(0);
    report = new ReportMenu(model, files, background);
    bar = new RunBar(model, choices, files, List.of(new TwinButton(studio), report));
    getChildren().setAll(bar, cards);
    curves.positionProperty().addListener((observable, before, now) -> model.moveTo(now));
    for (ComparisonCard card : List.<ComparisonCard>of(curves, sparsity, histograms)) {
      card.pointedProperty().addListener((observable, before, now) -> model.point(now));
    }
    masks.layerProperty().bindBidirectional(histograms.layerProperty());
    allSettings.selectedProperty().addListener(observable -> redraw());
    model.viewProperty().addListener((observable, before, now) -> changed(now));
    model.weightsProperty().addListener(observable -> redraw());
    visibleProperty().addListener(observable -> redrawIfStale());
    changed(model.viewProperty().get());
  }

  private static Label caption(String key) {
    Label label = new Label(Text.of(key));
    label.getStyleClass().add("caption");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static ReadingPane scrolling(Region content, String key) {
    ReadingPane pane = new ReadingPane(content, Text.of(key));
    pane.getStyleClass().add("card-scroll");
    return pane;
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("compare-cards");
    for (double percent : COLUMN_PERCENT) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(percent);
      grid.getColumnConstraints().add(column);
    }
    for (int row = 0; row < 2; row++) {
      RowConstraints half = new RowConstraints();
      half.setPercentHeight(50);
      grid.getRowConstraints().add(half);
    }
    return grid;
  }

  /** All charts of the view. */
  public List<ChartCard> charts() {
    return List.of(curves, sparsity, histograms);
  }

  /** Calls {@code action} with file and cause when a picture or report could not be saved. */
  public void setOnSaveFailed(BiConsumer<Path, IOException> action) {
    charts().forEach(card -> card.setOnSaveFailed(action));
    report.setOnSaveFailed(action);
  }

  /** Takes colours and sizes from {@code theme}. */
  public void setTheme(ChartTheme theme) {
    charts().forEach(card -> card.setTheme(theme));
    masks.setTheme(theme);
    report.setTheme(theme);
  }

  /** Takes in what growing runs have got. */
  public void poll() {
    long now = System.nanoTime();
    if (now - polled >= NANOS_BETWEEN_POLLS && model.poll()) {
      polled = System.nanoTime();
      bar.refresh();
      redraw();
    }
  }

  /** Puts an enlarged card back; false when there was none. */
  public boolean shrink() {
    return cards.shrink();
  }

  private void changed(ComparisonView now) {
    if (!curves.positionProperty().get().equals(now.position())) {
      curves.positionProperty().set(now.position());
    }
    redraw();
  }

  private void redraw() {
    stale = true;
    redrawIfStale();
  }

  private void redrawIfStale() {
    if (!stale || !isVisible()) {
      return;
    }
    stale = false;
    ComparisonView view = model.viewProperty().get();
    curves.show(view);
    sparsity.show(view);
    histograms.show(view, model.weightsProperty().get());
    masks.show(view, model.weightsProperty().get());
    result.show(view);
    settings.show(view, allSettings.isSelected());
  }
}
