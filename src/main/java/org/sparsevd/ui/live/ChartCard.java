package org.sparsevd.ui.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Side;
import javafx.scene.Cursor;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.Chart;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.ReadOut;
import org.sparsevd.chart.SeriesSwitch;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.IconButton;

/** A card with a chart: cross-hair, lines on and off, saving a picture. */
public abstract sealed class ChartCard extends Card permits RunChartCard, ComparisonCard {
  private final Chart chart;
  private final ChartSaving saving;
  private final ChartSurface surface;
  private final CrossHair crossHair;
  private final ContextMenu menu = new ContextMenu();
  private final IconButton more =
      new IconButton(Feather.MORE_HORIZONTAL, Text.of("chart.menu"), () -> {});
  private final ChartWords words = new ChartWords(this::showChart);
  private final ObjectProperty<OptionalDouble> hover =
      new SimpleObjectProperty<>(this, "hover", OptionalDouble.empty());

  ChartCard(Chart chart, FileDialogs dialogs) {
    super(chart.title());
    this.chart = chart;
    surface = new ChartSurface(chart);
    saving = new ChartSaving(chart, surface, this, dialogs);
    saving.setAround(this::beforeSaving, this::afterSaving);
    crossHair = new CrossHair(surface.marks());
    getStylesheets().add(ChartCard.class.getResource("live.css").toExternalForm());
    words.setVisible(false);
    setContent(new StackPane(surface, words));
    more.getStyleClass().add("small");
    more.setOnAction(event -> openMenu(more));
    actions().add(more);
    surface.setOnDrawn(this::drawn);
    surface.setOnMouseMoved(this::moved);
    // While something is dragged over the chart the cross-hair would only be in the way.
    surface.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> hover.set(OptionalDouble.empty()));
    surface.setOnMouseExited(event -> hover.set(OptionalDouble.empty()));
    surface.setOnMouseClicked(this::clicked);
    surface.setOnContextMenuRequested(event -> {
      fillMenu();
      menu.show(surface, event.getScreenX(), event.getScreenY());
    });
    hover.addListener((observable, before, now) -> showCrossHair());
  }

  /** Draws the chart anew soon, and keeps the words in its place up to date. */
  final void redraw() {
    surface.redraw();
    if (words.isVisible()) {
      words.show(chart.data());
    }
  }

  /** Takes colours and sizes from {@code theme}. */
  public final void setTheme(ChartTheme theme) {
    chart.setTheme(theme);
    surface.redraw();
  }

  /** Draws at {@code scale} device pixels a px, for pictures; 0: as many as the window has. */
  public final void setScale(double scale) {
    surface.setScale(scale);
  }

  /** Brings the chart up to date at once, for a picture of the scene. */
  public final void drawNow() {
    surface.drawNow();
  }

  /** Shows in place of the chart what it says, in words or as a table. */
  public final void showWords(ChartWords.Form form) {
    words.show(chart.data());
    words.choose(form);
    words.setVisible(true);
    surface.setVisible(false);
    words.focus();
  }

  private void showChart() {
    words.setVisible(false);
    surface.setVisible(true);
    surface.redraw();
    more.requestFocus();
  }

  /** Calls {@code action} with file and cause when a picture could not be saved. */
  public final void setOnSaveFailed(BiConsumer<Path, IOException> action) {
    saving.setOnFailed(action);
  }

  /** Asks for a file and saves the chart there, in the size it has here. */
  public final void savePicture() {
    saving.ask(ChartFile.PNG, fileName());
  }

  private String fileName() {
    return getClass().getSimpleName().replace("Card", "");
  }

  /** Saves the chart to {@code file}, in the size it has here. */
  public final void savePicture(Path file) {
    save(ChartFile.PNG, file);
  }

  /** Saves the chart to {@code file}, pictures in the size it has here. */
  public final void save(ChartFile kind, Path file) {
    saving.save(kind, file);
  }

  /** Puts into the chart what the screen shows as nodes over it. */
  void beforeSaving() {}

  void afterSaving() {}

  /** Called after each drawing, when places in the chart may have moved. */
  void placeMarks() {}

  /** More lines of the menu. */
  List<MenuItem> menuItems() {
    return List.of();
  }

  /** Value on the x axis under the mouse; setting it moves the cross-hair. */
  final ObjectProperty<OptionalDouble> hoverValueProperty() {
    return hover;
  }

  final ChartSurface surface() {
    return surface;
  }

  final CrossHair crossHair() {
    return crossHair;
  }

  Chart chart() {
    return chart;
  }

  private void drawn() {
    placeMarks();
    showCrossHair();
  }

  private void moved(MouseEvent event) {
    surface.setCursor(
        chart.seriesAt(event.getX(), event.getY()).isPresent() ? Cursor.HAND : Cursor.DEFAULT);
    double left = chart.plotArea().getMinX();
    double right = chart.plotArea().getMaxX();
    boolean inside = event.getX() >= left - 1 && event.getX() <= right + 1;
    Optional<ReadOut> values =
        inside ? chart.readOut(chart.valueAt(event.getX())) : Optional.empty();
    hover.set(values.map(each -> OptionalDouble.of(each.x())).orElse(OptionalDouble.empty()));
  }

  private void showCrossHair() {
    Optional<ReadOut> values =
        hover.get().isPresent() ? chart.readOut(hover.get().getAsDouble()) : Optional.empty();
    values.ifPresentOrElse(
        each ->
            crossHair.show(
                each,
                chart.pixelOf(each.x()),
                chart.plotArea().getMinY(),
                chart.plotArea().getMaxY()),
        crossHair::hide);
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    Optional<String> key = chart.seriesAt(event.getX(), event.getY());
    if (key.isPresent()) {
      chart.series().stream()
          .filter(each -> each.key().equals(key.get()))
          .forEach(each -> switchSeries(each, !each.shown()));
      event.consume(); // a double click on a label is no wish to enlarge
    }
  }

  private void switchSeries(SeriesSwitch series, boolean shown) {
    chart.setSeriesShown(series.key(), shown);
    redraw();
  }

  private void openMenu(IconButton button) {
    fillMenu();
    menu.show(button, Side.BOTTOM, 0, 0);
  }

  private void fillMenu() {
    menu.getItems().clear();
    for (SeriesSwitch series : chart.series()) {
      CheckMenuItem item = new CheckMenuItem(series.name());
      item.setSelected(series.shown());
      item.setOnAction(event -> switchSeries(series, item.isSelected()));
      menu.getItems().add(item);
    }
    addGroup(menuItems());
    MenuItem describe = new MenuItem(Text.of("chart.words.describe"));
    describe.setOnAction(event -> showWords(ChartWords.Form.WORDS));
    MenuItem table = new MenuItem(Text.of("chart.words.tabulate"));
    table.setOnAction(event -> showWords(ChartWords.Form.TABLE));
    addGroup(List.of(describe, table));
    addGroup(saving.items(fileName()));
  }

  private void addGroup(List<MenuItem> items) {
    if (!items.isEmpty() && !menu.getItems().isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
    }
    menu.getItems().addAll(items);
  }
}
