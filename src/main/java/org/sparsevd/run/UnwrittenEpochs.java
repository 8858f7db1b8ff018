package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.TrainingListener.EpochReport;
import org.sparsevd.train.TrainingState;

/**
 * Epochs on their way into a run's folder: mostly one, more while it can't be written. History,
 * histograms and epochs are written first, then the checkpoint, and the weights file, which names
 * the epoch, moves last and commits them. For the training thread.
 */
final class UnwrittenEpochs {
  private final List<Epoch> waiting = new ArrayList<>();
  private final HistogramsCsv histograms = new HistogramsCsv();
  private Optional<Latest> latest = Optional.empty();
  private boolean hasHistograms;

  /** What is kept of an epoch that waits: its weights are not, they would fill the memory. */
  private static final class Epoch {
    private final int number;
    private final double cut;
    private final List<HistoryLayer> layers;
    private final Map<PinnedWeights.Pin, PinnedWeights.Value> pinned;
    private boolean historyWritten;

    private Epoch(
        int number,
        double cut,
        List<HistoryLayer> layers,
        Map<PinnedWeights.Pin, PinnedWeights.Value> pinned) {
      this.number = number;
      this.cut = cut;
      this.layers = layers;
      this.pinned = pinned;
    }
  }

  /** What only the newest epoch needs; kept, so that a run can be written elsewhere any time. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes it
  private record Latest(
      TrainingState state, int epoch, List<LayerWeights> weights, float[] inputMean, double cut) {}

  /** How many wait. */
  int count() {
    return waiting.size();
  }

  /**
   * Takes over what a run on disk has, and cuts its histograms to its epochs.
   *
   * @param state of its latest epoch
   * @param weights of that epoch
   */
  void restore(
      Run run,
      TrainingState state,
      List<LayerWeights> weights,
      float[] inputMean,
      ExperimentConfig config)
      throws IOException {
    hasHistograms = histograms.restore(run);
    latest = Optional.of(new Latest(state, state.epoch(), weights, inputMean, config.threshold()));
  }

  /**
   * Adds an epoch.
   *
   * @param layers its history
   * @param pinned exact values of the pinned weights
   */
  void add(
      EpochReport report,
      double cut,
      List<HistoryLayer> layers,
      Map<PinnedWeights.Pin, PinnedWeights.Value> pinned,
      float[] inputMean) {
    int epoch = report.metrics().epoch();
    waiting.add(new Epoch(epoch, cut, layers, pinned));
    histograms.add(epoch, report.histograms());
    hasHistograms |= !report.histograms().isEmpty();
    latest = Optional.of(new Latest(report.state(), epoch, report.weights(), inputMean, cut));
  }

  /**
   * Writes what waits; it waits on until {@link #clear}.
   *
   * @param epochs all there are, those that wait too
   * @throws IOException when it can't be
   */
  void write(Run run, List<EpochMetrics> epochs) throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    for (Epoch epoch : waiting) {
      if (!(epoch.historyWritten && run.histories().has(epoch.number))) {
        run.histories().write(epoch.number, epoch.cut, epoch.layers);
        epoch.historyWritten = true;
      }
    }
    writeFigures(run, epochs);
    for (Epoch epoch : waiting) {
      run.pinned().record(epoch.number, epoch.pinned);
    }
    commit(run.folder());
  }

  /** All that waited is written for good. */
  void clear() {
    waiting.clear();
  }

  /** Writes all of a run but the history of epochs that do not wait. */
  void writeAll(Run run, List<EpochMetrics> epochs) throws IOException {
    if (waiting.isEmpty() && latest.isPresent()) {
      writeFigures(run, epochs);
      commit(run.folder());
    } else {
      write(run, epochs);
    }
  }

  private void writeFigures(Run run, List<EpochMetrics> epochs) throws IOException {
    if (hasHistograms) {
      histograms.write(run.folder());
    }
    List<String> names = latest.orElseThrow().weights.stream().map(LayerWeights::name).toList();
    EpochsCsv.write(run.folder(), names, epochs);
  }

  private void commit(Path folder) throws IOException {
    Latest now = latest.orElseThrow();
    CheckpointFile.write(folder, now.state);
    new WeightsFile(now.epoch, now.weights).write(folder, now.inputMean, now.cut);
  }
}
