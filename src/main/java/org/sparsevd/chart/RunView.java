package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.prune.Cut;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunInfo;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;

/**
 * A run looked at: what every chart, picture and table draws.
 *
 * @param run the run; it may still be growing
 * @param epoch the epoch of the time cursor
 * @param cut log α from which a weight counts as pruned in this view; never changes training
 * @param layerCuts other cuts than {@code cut}, by the names of their layers
 * @param layer name of the selected layer, or "" for all
 */
public record RunView(Run run, int epoch, double cut, Map<String, Double> layerCuts, String layer) {
  public RunView {
    layerCuts = Map.copyOf(layerCuts);
  }

  /** A view with one cut for all layers. */
  public RunView(Run run, int epoch, double cut, String layer) {
    this(run, epoch, cut, Map.of(), layer);
  }

  /** The cuts of all layers. */
  public Cut cuts() {
    return new Cut(cut, layerCuts);
  }

  /** The cut of the layer called {@code name}. */
  public double cutOf(String name) {
    return layerCuts.getOrDefault(name, cut);
  }

  /** The cut of the selected layer, or that of all which have none of their own. */
  public double selectedCut() {
    return allLayers() ? cut : cutOf(layer);
  }

  /** This with another layer selected, and what is selected cut at {@code newCut}. */
  public RunView select(String newLayer, double newCut) {
    if (!layerCuts.containsKey(newLayer)) {
      return new RunView(run, epoch, newCut, layerCuts, newLayer);
    }
    Map<String, Double> moved = new HashMap<>(layerCuts);
    moved.put(newLayer, newCut);
    return new RunView(run, epoch, cut, moved, newLayer);
  }

  /** Whether no single layer is selected. */
  public boolean allLayers() {
    return layer.isEmpty();
  }

  /** The figures at the time cursor. */
  public Optional<EpochMetrics> metrics() {
    return run.epoch(epoch);
  }

  /** The settings, when the run knows them. */
  public Optional<ExperimentConfig> config() {
    return run.info().config();
  }

  /** log α histograms of all layers at the time cursor; empty when there are none. */
  public List<LogAlphaHistogram> histograms() {
    return run.histograms(epoch);
  }

  /** The histograms of the selected layer, or of all. */
  public List<LogAlphaHistogram> selectedHistograms() {
    return allLayers()
        ? histograms()
        : histograms().stream().filter(histogram -> histogram.layer().equals(layer)).toList();
  }

  /** Names of the weight layers from the input on; empty when unknown. */
  public List<String> layerNames() {
    return run.info().layers().stream().map(RunInfo.Layer::name).toList();
  }

  /**
   * Kept and pruned weights of every layer at the time cursor, from the input on: as the run
   * reported them when {@link #cut} is its own threshold, else counted at the cut, to the nearest
   * 0.1, where the run has histograms. Empty when the run tells neither.
   */
  public List<LayerCount> layerCounts() {
    List<LogAlphaHistogram> counted = isCutReported() ? List.of() : histograms();
    if (!counted.isEmpty()) {
      return counted.stream()
          .map(each -> new LayerCount(each.layer(), each.kept(cutOf(each.layer())), each.total()))
          .toList();
    }
    List<Double> sparsity = metrics().map(EpochMetrics::sparsityPercent).orElse(List.of());
    List<RunInfo.Layer> layers = run.info().layers();
    List<LayerCount> counts = new ArrayList<>();
    for (int i = 0; i < Math.min(layers.size(), sparsity.size()); i++) {
      int total = layers.get(i).weightCount();
      if (!Double.isNaN(sparsity.get(i))) {
        long pruned = Math.round(total * sparsity.get(i) / 100);
        counts.add(new LayerCount(layers.get(i).name(), (int) (total - pruned), total));
      }
    }
    return List.copyOf(counts);
  }

  /** Whether the cut is the threshold that the run's own figures are for. */
  private boolean isCutReported() {
    return layerCuts.isEmpty()
        && config().map(config -> Math.abs(config.threshold() - cut) < 1e-9).orElse(false);
  }

  /**
   * Pruned share of every layer's weights at {@link #cut} in a past epoch, in percent; what the run
   * reported where it kept no histogram. Empty when the run has neither.
   */
  public List<Double> sparsityPercent(EpochMetrics metrics) {
    List<LogAlphaHistogram> counted = isCutReported() ? List.of() : run.histograms(metrics.epoch());
    return counted.isEmpty()
        ? metrics.sparsityPercent()
        : counted.stream()
            .map(each -> new LayerCount(each.layer(), each.kept(cutOf(each.layer())), each.total()))
            .map(LayerCount::prunedPercent)
            .toList();
  }
}
