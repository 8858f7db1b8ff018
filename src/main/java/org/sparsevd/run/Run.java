package org.sparsevd.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.LogAlphaHistogram;
import org.sparsevd.train.EpochMetrics;

/**
 * A run: its settings, a list of epochs that may still be growing, and its latest weights. A live
 * run and a loaded one are the same thing. Written by one thread, read by any.
 */
public final class Run {
  private volatile Path folder; // another one when a run is saved elsewhere while it is trained
  private final AtomicLong version = new AtomicLong();
  private final CopyOnWriteArrayList<EpochMetrics> epochs = new CopyOnWriteArrayList<>();
  private final Map<Integer, List<LogAlphaHistogram>> histograms = new ConcurrentHashMap<>();
  private final EpochHistories histories;
  private final PinnedWeights pinned;
  private volatile RunInfo info;
  private volatile Optional<Weights> weights = Optional.empty();

  /**
   * @param folder where the run's files are, or will be
   * @param info what is known of it
   */
  public Run(Path folder, RunInfo info) {
    this.folder = folder;
    this.info = info;
    this.histories = new EpochHistories(folder);
    this.pinned = new PinnedWeights(folder, () -> this.info.layers());
  }

  public Path folder() {
    return folder;
  }

  public RunInfo info() {
    return info;
  }

  /** Reads and writes the files of another folder from now on. */
  void moveTo(Path newFolder) {
    folder = newFolder;
    histories.moveTo(newFolder);
    pinned.moveTo(newFolder);
    version.incrementAndGet();
  }

  /** Changes whenever anything is added; a view that polls redraws when it has. */
  public long version() {
    return version.get();
  }

  /** Completed epochs, epoch 0 (before training) first; what is there now. */
  public List<EpochMetrics> epochs() {
    return List.copyOf(epochs);
  }

  /** The newest completed epoch; empty before epoch 0 is evaluated. */
  public Optional<EpochMetrics> latest() {
    List<EpochMetrics> now = epochs();
    return now.isEmpty() ? Optional.empty() : Optional.of(now.getLast());
  }

  /** The metrics of the epoch numbered {@code epoch}. */
  public Optional<EpochMetrics> epoch(int epoch) {
    return epochs().stream().filter(metrics -> metrics.epoch() == epoch).findFirst();
  }

  /** log α histograms of an epoch, one a layer; empty when the run has none. */
  public List<LogAlphaHistogram> histograms(int epoch) {
    return histograms.getOrDefault(epoch, List.of());
  }

  /**
   * Masks, log α and θ of an epoch, read from the run's files and kept for a while; empty when the
   * run has none for it. Reads a file of about 100 KB, so not for a thread that must not wait.
   *
   * @throws UncheckedIOException when the file cannot be read or is not of this run
   */
  public Optional<EpochHistory> history(int epoch) {
    if (epoch(epoch).isEmpty()) {
      return Optional.empty();
    }
    try {
      return histories.read(epoch, info.layers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is a file of masks for the epoch. */
  public boolean hasHistory(int epoch) {
    return histories.has(epoch);
  }

  /**
   * What {@link #history} gives for the epoch, or else for the nearest one before it that has a
   * file; {@link EpochHistory#epoch()} says which. Empty when there is none. Errors as there.
   */
  public Optional<EpochHistory> historyUpTo(int epoch) {
    return epochs().reversed().stream()
        .map(EpochMetrics::epoch)
        .filter(each -> each <= epoch)
        .filter(histories::has)
        .findFirst()
        .flatMap(this::history);
  }

  /**
   * One layer of what {@link #history} gives, for going through all epochs: nothing else is kept in
   * memory. Errors as there.
   */
  public Optional<EpochHistory.Layer> historyOf(int epoch, String layer) {
    try {
      return histories.read(epoch, info.layers(), layer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Weights that are followed at full precision. */
  public PinnedWeights pinned() {
    return pinned;
  }

  /** Weights at the latest epoch, at full precision; empty when the run has no weights file. */
  public Optional<List<LayerWeights>> weights() {
    return weights.map(Weights::layers);
  }

  /** What {@link #weights} gives, if it is of {@code epoch}; while a run grows it moves on. */
  public Optional<List<LayerWeights>> weightsOf(int epoch) {
    return weights.filter(latest -> latest.epoch == epoch).map(Weights::layers);
  }

  /** The history files, for the recorder. */
  EpochHistories histories() {
    return histories;
  }

  void append(EpochMetrics metrics, List<LogAlphaHistogram> histogramsOfLayers) {
    if (!histogramsOfLayers.isEmpty()) {
      histograms.put(metrics.epoch(), List.copyOf(histogramsOfLayers));
    }
    epochs.add(metrics);
    version.incrementAndGet();
  }

  void setWeights(int epoch, List<LayerWeights> latestWeights) {
    weights = Optional.of(new Weights(epoch, List.copyOf(latestWeights)));
    version.incrementAndGet();
  }

  void setInfo(RunInfo newInfo) {
    info = newInfo;
    version.incrementAndGet();
  }

  /** Weights and the epoch they are of. */
  private record Weights(int epoch, List<LayerWeights> layers) {}
}
