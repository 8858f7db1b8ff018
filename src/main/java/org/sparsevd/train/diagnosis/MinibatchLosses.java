package org.sparsevd.train.diagnosis;

import java.util.Optional;

/**
 * The losses of the minibatches of one sitting, in nats a sample, as far as they tell something.
 */
final class MinibatchLosses {
  /** Over the first loss: sound trainings stay below 1.3, too large steps come to 10 and more. */
  private static final double EXPLODED = 3;

  private final double guessing;
  private double first = Double.NaN;
  private double peak = Double.NaN;
  private Optional<Burst> burst = Optional.empty();

  /** Where the loss first exploded. */
  record Burst(int epoch, int minibatch) {}

  /**
   * @param guessing loss of guessing by the frequency of the classes
   */
  MinibatchLosses(double guessing) {
    this.guessing = guessing;
  }

  void add(int epoch, int minibatch, double loss) {
    if (epoch == 1 && minibatch == 1) {
      first = loss;
    }
    peak = Double.isNaN(peak) ? loss : Math.max(peak, loss);
    double usual = Double.isNaN(first) ? guessing : Math.max(first, guessing);
    if (burst.isEmpty() && loss > EXPLODED * usual) {
      burst = Optional.of(new Burst(epoch, minibatch));
    }
  }

  /** Of the very first minibatch of the training; NaN when it was in an earlier sitting. */
  double first() {
    return first;
  }

  /** The largest; NaN before the first minibatch. */
  double peak() {
    return peak;
  }

  Optional<Burst> burst() {
    return burst;
  }
}
