package org.sparsevd.train.diagnosis;

import org.sparsevd.data.Samples;

/**
 * What guessing comes to, for one who knows how frequent the classes are and nothing else.
 *
 * @param lossNats mean cross-entropy of the frequencies: their entropy
 * @param errorPercent of always saying the most frequent class
 */
record Chance(double lossNats, double errorPercent) {
  static Chance of(Samples samples, int classes) {
    int[] counts = new int[classes];
    for (int i = 0; i < samples.size(); i++) {
      counts[samples.label(i)]++;
    }
    double entropy = 0;
    double largest = 0;
    for (int count : counts) {
      double share = (double) count / samples.size();
      entropy -= count == 0 ? 0 : share * Math.log(share);
      largest = Math.max(largest, share);
    }
    return new Chance(entropy, 100 * (1 - largest));
  }
}
