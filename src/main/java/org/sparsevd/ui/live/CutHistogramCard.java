package org.sparsevd.ui.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Rectangle2D;
import org.sparsevd.chart.CutHistogramChart;
import org.sparsevd.chart.CutMark;
import org.sparsevd.chart.RunView;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;

/** The histograms of log α, all layers and each by itself, with cuts that are dragged. */
public final class CutHistogramCard extends RunChartCard {
  private final CutHistogramChart chart;
  private final CutMover mover;
  private final CutHandle handle = new CutHandle();
  private final List<LayerGrip> grips = new ArrayList<>();
  private List<Double> snaps = List.of();
  private boolean showing;

  /**
   * @param mover moves what is dragged; the card follows the view it is shown then
   */
  public CutHistogramCard(FileDialogs dialogs, CutMover mover) {
    this(new CutHistogramChart(), dialogs, mover);
  }

  private CutHistogramCard(CutHistogramChart chart, FileDialogs dialogs, CutMover mover) {
    super(chart, dialogs);
    this.chart = chart;
    this.mover = mover;
    subtitleProperty().set(Text.of("chart.cut.subtitle"));
    chart.setHandleDrawn(false);
    handle.setId("lab-cut");
    handle.setFine(true);
    handle.setVisible(false);
    handle.setOnCommit(mover::commit);
    handle.setOnAltMove(logAlpha -> mover.moveLayer(altLayer(), logAlpha));
    handle
        .cutProperty()
        .addListener((observable, before, now) -> {
          if (!showing) {
            mover.moveLinked(now.doubleValue());
          }
        });
    surface().marks().getChildren().addFirst(handle);
  }

  /** Alt on the pill moves the layer that is selected, or the first. */
  private String altLayer() {
    RunView view = chart.view().orElseThrow();
    return view.allLayers() ? view.layerNames().getFirst() : view.layer();
  }

  /** log α of the cross-hair. */
  public ObjectProperty<OptionalDouble> hoverLogAlphaProperty() {
    return hoverValueProperty();
  }

  /** Points thresholds out; all but the present cut attract what is dragged. */
  public void setMarks(List<CutMark> marks) {
    chart.setMarks(marks);
    snaps =
        marks.stream()
            .filter(mark -> mark.kind() != CutMark.Kind.NOW && !Double.isNaN(mark.threshold()))
            .map(CutMark::threshold)
            .toList();
    handle.setSnaps(snaps);
    grips.forEach(grip -> grip.setSnaps(snaps));
    redraw();
  }

  /** Weights kept by layer, exact. */
  public void setKept(Map<String, Long> kept) {
    chart.setKept(kept);
    redraw();
  }

  @Override
  public void show(RunView view) {
    super.show(view);
    showing = true;
    handle.cutProperty().set(view.cut());
    showing = false;
    placeGrips();
  }

  @Override
  void placeMarks() {
    List<CutHistogramChart.FacetArea> areas = chart.areas();
    boolean shown = chart.hasWeights() && !areas.isEmpty();
    handle.setVisible(shown);
    if (!shown) {
      grips.forEach(grip -> grip.setVisible(false));
      return;
    }
    handle.follow(
        chart::pixelOf, chart::valueAt, chart.handleHeight(), areas.getFirst().area().getMaxY());
    placeGrips();
  }

  /** The lines of the layers follow at once; the bars under them with the next drawing. */
  private void placeGrips() {
    List<CutHistogramChart.FacetArea> areas = chart.areas();
    if (areas.isEmpty() || chart.view().isEmpty()) {
      return;
    }
    List<String> names = areas.stream().skip(1).map(CutHistogramChart.FacetArea::layer).toList();
    if (!names.equals(grips.stream().map(LayerGrip::layer).toList())) {
      surface().marks().getChildren().removeAll(grips);
      grips.clear();
      for (String name : names) {
        LayerGrip grip = new LayerGrip(name, mover);
        grip.setSnaps(snaps);
        grips.add(grip);
        grip.setViewOrder(1); // behind the handle, though the keyboard comes to that first
        int place = surface().marks().getChildren().indexOf(handle) + grips.size();
        surface().marks().getChildren().add(place, grip);
      }
    }
    RunView view = chart.view().orElseThrow();
    for (int i = 0; i < grips.size(); i++) {
      String layer = names.get(i);
      double from = areas.get(i).area().getMaxY();
      double to = areas.get(i + 1).area().getMaxY();
      grips.get(i).setVisible(true);
      grips
          .get(i)
          .place(
              view.cutOf(layer),
              !view.layerCuts().containsKey(layer),
              new Rectangle2D(0, from, 1, Math.max(1, to - from)),
              chart::pixelOf,
              chart::valueAt);
    }
  }

  @Override
  void beforeSaving() {
    chart.setHandleDrawn(true);
  }

  @Override
  void afterSaving() {
    chart.setHandleDrawn(false);
  }

  CutHandle handle() {
    return handle;
  }
}
