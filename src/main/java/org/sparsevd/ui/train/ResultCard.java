package org.sparsevd.ui.train;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.LayerCount;
import org.sparsevd.chart.RunView;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.Cut;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.IconButton;

/**
 * What the run came to at the time cursor: error, compression, weights kept in every layer. Counts
 * follow the view's cut; errors are those recorded at the run's threshold, and say so when the two
 * differ.
 */
public final class ResultCard extends Card {
  private final RunCursor cursor;
  private final Kpi error = new Kpi("error");
  private final Kpi compression = new Kpi("compression");
  private final Kpi kept = new Kpi("kept");
  private final LayerTable layers;
  private final ReproductionNote reproduction = new ReproductionNote();
  private final TextField cut = new TextField();
  private final Label rate = new Label();
  private final IconButton backToThreshold;
  private final IconButton classes;
  private Optional<RunView> shown = Optional.empty();

  /**
   * @param onClasses is called when the user wants to see how single classes do
   */
  public ResultCard(RunCursor cursor, Consumer<RunView> onClasses) {
    super(Text.of("ui.result.title"));
    this.cursor = cursor;
    setId("result");
    layers = new LayerTable(cursor.layerProperty());
    classes =
        new IconButton(
            Feather.GRID, Text.of("ui.result.classes"), () -> shown.ifPresent(onClasses));
    classes.setId("show-classes");
    classes.getStyleClass().add("small");
    actions().setAll(classes);
    backToThreshold =
        new IconButton(
            Feather.CORNER_UP_LEFT,
            Text.of("ui.result.cut.reset"),
            () -> cursor.setCuts(Cut.at(cursor.threshold())));
    backToThreshold.getStyleClass().add("small");
    HBox top = new HBox(error, compression);
    HBox.setHgrow(error, Priority.ALWAYS);
    HBox.setHgrow(compression, Priority.ALWAYS);
    top.getStyleClass().add("kpi-row");
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    VBox content = new VBox(top, kept, layers, reproduction, gap, cutRow());
    content.getStyleClass().add("result");
    setContent(content);
    show(Optional.empty());
  }

  /** Draws a run at an epoch and a cut; without one, what will stand here. */
  public void show(Optional<RunView> view) {
    shown = view;
    classes.setDisable(view.flatMap(RunView::metrics).isEmpty());
    subtitleProperty()
        .set(
            view.map(shown -> Text.of("ui.result.epoch", Integer.toString(shown.epoch())))
                .orElse(""));
    Optional<EpochMetrics> metrics = view.flatMap(RunView::metrics);
    showErrors(view, metrics);
    List<LayerCount> counts = view.map(RunView::layerCounts).orElse(List.of());
    long total = counts.stream().mapToLong(LayerCount::total).sum();
    long left = counts.stream().mapToLong(LayerCount::kept).sum();
    String ratio = counts.isEmpty() ? "\u2013" : Numbers.compression((double) total / left);
    compression.show(
        Text.of("ui.result.compression"),
        ratio,
        counts.isEmpty() ? "" : Text.of("ui.unit.times"),
        Text.of("ui.result.compression.note"));
    kept.show(
        Text.of("ui.result.kept"),
        counts.isEmpty() ? "\u2013" : Numbers.count(left),
        counts.isEmpty() ? "" : Text.of("ui.result.kept.of", Numbers.count(total)),
        "");
    layers.show(counts);
    reproduction.show(view);
    showCut();
  }

  private void showErrors(Optional<RunView> view, Optional<EpochMetrics> metrics) {
    boolean split =
        metrics.map(EpochMetrics::validationErrorPercent).filter(x -> !x.isNaN()).isPresent();
    double shown =
        metrics
            .map(now -> split ? now.validationErrorPercent() : now.testErrorPercent())
            .orElse(Double.NaN);
    String name = split || metrics.isEmpty() ? "ui.result.validationError" : "ui.result.testError";
    boolean otherCut =
        view.isPresent() && cursor.isCutMoved() && !view.get().histograms().isEmpty();
    String note =
        otherCut
            ? Text.of("ui.result.atThreshold", Numbers.logAlpha(cursor.threshold()))
            : split
                ? Text.of("ui.result.test", Numbers.error(metrics.orElseThrow().testErrorPercent()))
                : metrics.isPresent() ? Text.of("ui.result.noSplit") : "";
    error.show(
        Text.of(name),
        Numbers.error(shown),
        Double.isNaN(shown) ? "" : Text.of("ui.unit.percent"),
        note);
    error.warn(otherCut);
    error.explain(Text.of(otherCut ? "ui.result.error.otherCut" : "ui.result.error.help"));
  }

  private Node cutRow() {
    Label name = new Label(Text.of("ui.result.cut"));
    name.getStyleClass().add("muted");
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.setLabelFor(cut);
    cut.setId("cut");
    cut.getStyleClass().add("cut-field");
    cut.setTooltip(new Tooltip(Text.of("ui.result.cut.help")));
    cut.setAccessibleText(Text.of("ui.result.cut"));
    cut.setAccessibleHelp(Text.of("ui.result.cut.help"));
    cut.setOnAction(event -> takeCut());
    cut.focusedProperty()
        .addListener((observable, before, focused) -> {
          if (!focused) {
            takeCut();
          }
        });
    rate.getStyleClass().add("caption");
    rate.setMinWidth(Region.USE_PREF_SIZE);
    cursor.cutProperty().addListener(observable -> showCut());
    cursor.layerCutsProperty().addListener(observable -> showCut());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(name, gap, cut, rate, backToThreshold);
    row.getStyleClass().add("cut-row");
    return row;
  }

  private void takeCut() {
    if (cut.getText().equals(Numbers.logAlpha(cursor.cutProperty().get()))) {
      return; // left as it was: a cut between two tenths stays
    }
    // What is not a number: the field goes back to the cut there is.
    Numbers.parse(cut.getText())
        .ifPresent(typed ->
            cursor
                .cutProperty()
                .set(Math.round(Math.clamp(typed, -LogAlpha.CLIP, LogAlpha.CLIP) * 10) / 10.0));
    showCut();
  }

  private void showCut() {
    double now = cursor.cutProperty().get();
    cut.setText(Numbers.decimals(now, 1));
    rate.setText(Text.of("ui.form.rate", Numbers.dropoutRate(LogAlpha.dropoutRate(now))));
    boolean moved = cursor.isCutMoved();
    backToThreshold.setVisible(moved);
    backToThreshold.setManaged(moved);
  }
}
