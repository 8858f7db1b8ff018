package org.sparsevd.ui.mask;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.MaskOptions;
import org.sparsevd.chart.MaskScene;
import org.sparsevd.chart.RunView;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.FileDialogs;

/**
 * The weights of any layer through time: what each is, which neurons are dead, and the life of the
 * one that is chosen.
 */
public final class MasksView extends HBox {
  /** Room for a scroll bar, px. */
  private static final double SCROLL_BAR = 12;

  private final HistoryLoader histories;
  private final MaskModel model;
  private final LayerColumn layers;
  private final Card card = new Card(Text.of("ui.view.masks"));
  private final MaskControls controls;
  private final PixelView pixels = new PixelView(this::readOut);
  private final ScrollPane scroll = new ScrollPane(pixels);
  private final WeightInspector inspector;
  private final MaskSaving saving;
  private final CountKey counts = new CountKey();
  private final Label readOut = new Label();
  private ChartTheme theme = ChartTheme.LIGHT;
  private Optional<RunView> shown = Optional.empty();

  /**
   * @param selected name of the selected layer, empty for none
   * @param files asks where pictures go
   * @param background where files are read and written
   * @param onProblem is told, on any thread, of a file that could not be read or written
   */
  public MasksView(
      StringProperty selected,
      FileDialogs files,
      Executor background,
      Executor viewThread,
      BiConsumer<Path, IOException> onProblem) {
    histories = new HistoryLoader(background, viewThread);
    model = new MaskModel(selected);
    inspector =
        new WeightInspector(
            model,
            new LifeReader(background, viewThread),
            new PinModel(background, viewThread, onProblem),
            new BiographyPane(files, onProblem));
    getStyleClass().addAll("view", "masks");
    getStylesheets().add(MasksView.class.getResource("masks.css").toExternalForm());
    layers = new LayerColumn(model);
    controls = new MaskControls(model);
    pixels.setId("mask-pixels");
    pixels.setOnPick(model::choose);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.setMinHeight(0);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    readOut.setId("mask-read-out");
    readOut.getStyleClass().add("muted");
    saving = new MaskSaving(files, viewThread, onProblem);
    card.actions().setAll(saving.button());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox foot = new HBox(readOut, counts, gap, saving);
    foot.getStyleClass().add("mask-foot");
    VBox content = new VBox(controls, scroll, foot);
    content.getStyleClass().add("mask-content");
    card.setContent(content);
    card.setMinWidth(0);
    HBox.setHgrow(card, Priority.ALWAYS);
    getChildren().setAll(layers, card, inspector);
    model.optionsProperty().addListener(observable -> ask());
    model.holdingProperty().addListener(observable -> ask());
    model.weightProperty().addListener(observable -> mark());
    scroll.widthProperty().addListener(observable -> ask());
    scroll.heightProperty().addListener(observable -> ask());
    show(Optional.empty());
  }

  /** Brings what draws itself up to date at once, for a picture of the scene. */
  public void drawNow() {
    inspector.drawNow();
  }

  /** Takes the colours of {@code newTheme} at the next drawing. */
  public void setTheme(ChartTheme newTheme) {
    theme = newTheme;
    inspector.setTheme(newTheme);
  }

  /** Draws a run at an epoch; without one, what will stand here. */
  public void show(Optional<RunView> view) {
    shown = view;
    inspector.show(view);
    ask();
  }

  private void ask() {
    if (shown.isEmpty()) {
      take(shown, Optional.empty());
      return;
    }
    if (scroll.getWidth() < 1 || scroll.getHeight() < 1) {
      return; // asked again when it is laid out
    }
    RunView view = shown.get();
    MaskOptions options = model.options().withCuts(view.cuts());
    MaskScene.Room room = room();
    Optional<MaskScene.Held> held = model.held();
    histories.request(
        view,
        read ->
            read.filter(each -> !each.layers().isEmpty())
                .map(each ->
                    MaskScene.of(
                        each.epoch(),
                        cut(each, view),
                        view.run().info().data().shape(),
                        options,
                        room,
                        held)),
        scene -> {
          // While the cursor is dragged each answer is out of date, and still better than none.
          if (shown.map(RunView::run).equals(Optional.of(view.run()))) {
            take(Optional.of(view), scene);
          }
        });
  }

  /** The layers of an epoch as the cuts of a view leave them. */
  static List<EpochHistory.Layer> cut(EpochHistory history, RunView view) {
    return history.layers().stream()
        .map(layer -> CutLayer.of(history, layer, view.cutOf(layer.name())))
        .toList();
  }

  /** The room there is for a picture. */
  private MaskScene.Room room() {
    double scale =
        getScene() == null || getScene().getWindow() == null
            ? 1
            : Math.max(1, getScene().getWindow().getRenderScaleX());
    return new MaskScene.Room(
        scroll.getWidth() - SCROLL_BAR, scroll.getHeight() - SCROLL_BAR, theme, scale);
  }

  private void take(Optional<RunView> view, Optional<MaskScene> scene) {
    model.take(scene);
    scene.ifPresentOrElse(made -> draw(view.orElseThrow(), made), () -> drawNothing(view));
  }

  private void drawNothing(Optional<RunView> view) {
    boolean waiting = view.map(each -> each.run().epochs().isEmpty()).orElse(true);
    card.titleProperty().set(Text.of("ui.view.masks"));
    card.subtitleProperty().set("");
    layers.clear();
    saving.offerNothing();
    controls.setVisible(false);
    pixels.show(Optional.empty());
    counts.show(0);
    readOut.setText(Text.of(waiting ? "ui.mask.before" : "ui.mask.noHistory"));
  }

  private void draw(RunView view, MaskScene scene) {
    String caption = scene.image().picture().caption();
    card.titleProperty().set(Text.of("ui.mask.title", scene.layer().name()));
    card.subtitleProperty()
        .set(
            scene.epoch() == view.epoch()
                ? caption
                : Text.of("ui.mask.captionOfEpoch", caption, Integer.toString(scene.epoch())));
    layers.show(scene);
    saving.offer(
        new MaskSaving.Shown(
            view.run(),
            scene,
            model.options().withCuts(view.cuts()),
            room(),
            history -> cut(history, view)));
    controls.setVisible(true);
    controls.show(scene);
    pixels.show(scene.image());
    counts.show(scene.mostPerPixel());
    mark();
    readOut(Optional.empty());
  }

  private void mark() {
    int outputs = model.sceneProperty().get().map(scene -> scene.layer().outputs()).orElse(1);
    pixels.mark(model.weightProperty().get(), outputs);
  }

  private void readOut(Optional<String> under) {
    readOut.setText(
        under
            .or(() -> model.sceneProperty().get().map(MasksView::summary))
            .orElseGet(readOut::getText));
  }

  private static String summary(MaskScene scene) {
    EpochHistory.Layer layer = scene.layer();
    String kept =
        Text.of(
            "ui.mask.summary",
            Numbers.count(scene.kept(scene.index())),
            Numbers.count((long) layer.inputs() * layer.outputs()));
    int dead = scene.live().layers().get(scene.index()).deadOutputs();
    String unit = layer.filter().isPresent() ? "filters" : "neurons";
    return dead == 0 ? kept : Text.of("ui.mask.summaryDead." + unit, Numbers.count(dead), kept);
  }
}
