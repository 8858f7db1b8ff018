package org.sparsevd.ui.threshold;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.RunView;
import org.sparsevd.chart.ShownCurve;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.EnlargePane;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.live.ChartCard;
import org.sparsevd.ui.live.CutCurveCard;
import org.sparsevd.ui.live.CutHistogramCard;

/** The threshold lab: histogram and curves, and beside them thresholds, comparison, named cuts. */
public final class ThresholdView extends StackPane {
  private final ThresholdModel model;
  private final CutHistogramCard histogram;
  private final CutCurveCard threshold;
  private final CutCurveCard compression;
  private final ThresholdsCard thresholds;
  private final BeforeAfterCard beforeAfter;
  private final NamedCutsCard namedCuts;
  private final EnlargePane enlarging;
  private final ProgressBar progress = new ProgressBar();
  private final Button curveButton = new Button();
  private final Label curveNote = new Label();

  /**
   * @param compact what the pruned network comes to as a file, under the named cuts
   */
  public ThresholdView(ThresholdModel model, FileDialogs files, Card compact) {
    this.model = model;
    getStyleClass().addAll("view", "threshold");
    getStylesheets().add(ThresholdView.class.getResource("threshold.css").toExternalForm());
    histogram = new CutHistogramCard(files, model.moves());
    threshold = CutCurveCard.againstThreshold(files);
    compression = CutCurveCard.againstCompression(files);
    thresholds = new ThresholdsCard(model);
    beforeAfter = new BeforeAfterCard(model);
    namedCuts = new NamedCutsCard(model);
    histogram.setId("cut-histogram");
    threshold.setId("error-threshold");
    compression.setId("error-compression");
    threshold.hoverAcrossProperty().bindBidirectional(histogram.hoverLogAlphaProperty());
    threshold.actions().addFirst(curveTools());
    GridPane grid = new GridPane();
    grid.getStyleClass().add("chart-grid");
    for (double share : new double[] {58, 42}) {
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(share);
      row.setVgrow(Priority.ALWAYS);
      grid.getRowConstraints().add(row);
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(50);
      grid.getColumnConstraints().add(half);
    }
    grid.add(histogram, 0, 0, 2, 1);
    grid.add(threshold, 0, 1);
    grid.add(compression, 1, 1);
    charts()
        .forEach(card -> {
          card.setMinSize(0, 0);
          card.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        });
    VBox column = new VBox(thresholds, beforeAfter, namedCuts, compact);
    column.getStyleClass().add("right-column");
    VBox.setVgrow(namedCuts, Priority.ALWAYS);
    for (Card card : List.of(thresholds, beforeAfter, namedCuts, compact)) {
      card.setMinHeight(USE_PREF_SIZE);
    }
    ScrollPane scroll = new ScrollPane(column);
    scroll.getStyleClass().addAll("right-scroll", "threshold-column");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    // It is the last one: figures that were asked for would come below the edge of the view.
    compact
        .heightProperty()
        .addListener((observable, before, now) -> {
          if (now.doubleValue() > before.doubleValue() && compact.isFocusWithin()) {
            scroll.layout();
            scroll.setVvalue(scroll.getVmax());
          }
        });
    HBox parts = new HBox(grid, scroll);
    parts.getStyleClass().add("train-parts");
    HBox.setHgrow(grid, Priority.ALWAYS);
    grid.setMinWidth(0);
    enlarging = new EnlargePane(parts, charts());
    getChildren().setAll(enlarging);
    model.addListener(this::refresh);
    refresh();
  }

  private HBox curveTools() {
    progress.setId("curve-progress");
    progress.setPrefWidth(64);
    curveNote.getStyleClass().add("caption");
    curveNote.setId("curve-note");
    curveButton.setId("curve-button");
    curveButton.getStyleClass().add("text-button");
    curveButton.setMinWidth(Region.USE_PREF_SIZE);
    curveButton.setOnAction(event -> model.setCurveWanted(!model.curveWantedProperty().get()));
    HBox tools = new HBox(curveNote, progress, curveButton);
    tools.getStyleClass().add("curve-tools");
    tools.setAlignment(Pos.CENTER_RIGHT);
    return tools;
  }

  /** The charts. */
  public List<ChartCard> charts() {
    return List.of(histogram, threshold, compression);
  }

  /** Takes colours and sizes from {@code theme}. */
  public void setTheme(ChartTheme theme) {
    charts().forEach(chart -> chart.setTheme(theme));
  }

  /** Shows a run at an epoch and its cuts, or what will stand here. */
  public void show(Optional<RunView> view) {
    histogram.show(view);
    model.show(view);
  }

  /** Puts an enlarged card back; false when there was none. */
  public boolean shrink() {
    return enlarging.shrink();
  }

  /** Takes the last change of a cut back. */
  public void undo() {
    model.moves().undo();
  }

  /** Makes the change again that was taken back. */
  public void redo() {
    model.moves().redo();
  }

  private void refresh() {
    histogram.setMarks(model.marks());
    histogram.setKept(kept());
    Optional<ShownCurve> curve = model.shownCurve();
    String why = whyNoCurve();
    threshold.setCurve(curve, why);
    compression.setCurve(curve, why);
    showProgress();
    thresholds.show();
    beforeAfter.show();
    namedCuts.show();
  }

  private Map<String, Long> kept() {
    Map<String, Long> kept = new HashMap<>();
    model
        .sparsity(model.cuts())
        .ifPresent(sparsity -> {
          for (Sparsity.Layer layer : sparsity.layers()) {
            kept.put(layer.name(), (long) layer.kept());
          }
        });
    return kept;
  }

  private String whyNoCurve() {
    if (model.view().isEmpty()) {
      return Text.of("ui.threshold.empty.curve");
    }
    if (model.view().get().histograms().isEmpty()) {
      return Text.of("ui.threshold.empty.noLogAlpha");
    }
    return model
        .refused()
        .orElse(
            Text.of(
                model.curveWantedProperty().get()
                    ? "ui.threshold.empty.measuring"
                    : "ui.threshold.empty.stopped"));
  }

  private void showProgress() {
    double share = model.grown().map(LabAnswer.Grown::progress).orElse(0.0);
    boolean wanted = model.curveWantedProperty().get();
    boolean possible =
        model.view().filter(view -> !view.histograms().isEmpty()).isPresent()
            && model.refused().isEmpty();
    boolean unfinished = possible && share < 1;
    progress.setProgress(share);
    show(progress, unfinished && wanted);
    curveButton.setText(Text.of(wanted ? "ui.threshold.curve.cancel" : "ui.threshold.curve.draw"));
    show(curveButton, unfinished);
    int looked = model.view().map(RunView::epoch).orElse(0);
    Optional<Integer> other =
        model.grown().map(grown -> grown.target().epoch()).filter(epoch -> epoch != looked);
    curveNote.setText(
        other
            .map(epoch -> Text.of("ui.threshold.curve.ofEpoch", Numbers.decimals(epoch, 0)))
            .orElse(""));
    show(curveNote, other.isPresent());
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
