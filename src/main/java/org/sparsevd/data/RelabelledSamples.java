package org.sparsevd.data;

import java.util.Random;

/** Samples of which some have another label than they are stored with. */
final class RelabelledSamples implements Samples {
  /** Keeps the labels' draws apart from the splits'. */
  private static final long LABELS = 0x4C4142454C53L;

  private final Samples samples;
  private final int[] labels;

  private RelabelledSamples(Samples samples, int[] labels) {
    this.samples = samples;
    this.labels = labels;
  }

  /**
   * Random labels, see {@link DataRequest}.
   *
   * @param probability 0 to 1
   */
  static Samples randomly(Samples samples, int classes, double probability, long seed) {
    // java.util.Random, because the language's library specification fixes its algorithm: the same
    // seed gives the same labels on every Java.
    Random random = new Random(seed ^ LABELS);
    int[] labels = new int[samples.size()];
    for (int i = 0; i < labels.length; i++) {
      boolean draws = random.nextDouble() < probability;
      int drawn = random.nextInt(classes); // always, so that a probability changes no other draw
      labels[i] = draws ? drawn : samples.label(i);
    }
    return new RelabelledSamples(samples, labels);
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int features() {
    return samples.features();
  }

  @Override
  public float divisor() {
    return samples.divisor();
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void copy(int index, float[] values, int offset) {
    samples.copy(index, values, offset);
  }

  @Override
  public Samples subset(int[] indices) {
    return new RelabelledSamples(samples.subset(indices), Rows.pick(labels, indices));
  }
}
