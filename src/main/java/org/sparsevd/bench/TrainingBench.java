package org.sparsevd.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sparsevd.data.Dataset;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Stage;
import org.sparsevd.train.Evaluator;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.Trainer;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** Measures training and evaluating by doing both for a while. */
final class TrainingBench {
  private static final int LEAST_STRETCHES = 5;

  private final Compute compute;
  private final Effort effort;

  /**
   * How long to measure.
   *
   * @param warmUpNanos training before the first stretch, at least
   * @param stretchesPerEpoch an epoch's share of steps that makes a stretch
   * @param stretches how many to take the median of, at most
   * @param nanos of all training, after which {@link #LEAST_STRETCHES} are enough
   * @param evaluation how to measure evaluating
   */
  record Effort(
      long warmUpNanos,
      int stretchesPerEpoch,
      int stretches,
      long nanos,
      Timing.Effort evaluation) {
    static final Effort FULL =
        new Effort(5_000_000_000L, 6, 30, 60_000_000_000L, Timing.Effort.FULL);
    static final Effort QUICK =
        new Effort(2_000_000_000, 20, 10, 4_000_000_000L, Timing.Effort.QUICK);
  }

  TrainingBench(Compute compute, Effort effort) {
    this.compute = compute;
    this.effort = effort;
  }

  /**
   * Trains as {@code config} asks and evaluates what came out.
   *
   * @param stages of the network
   * @param work of a step
   * @throws IllegalStateException when the training failed
   */
  Finding.TrainingSpeed measure(
      ExperimentConfig config, List<Stage> stages, Dataset data, StepWork work, Finding.Peak peak) {
    int samples = data.train().size();
    TrainingControl control = new TrainingControl();
    StepClock clock = new StepClock(control, Math.ceilDiv(samples, config.batchSize()));
    Outcome outcome = new Trainer(compute).train(config, data, clock, control);
    if (!(outcome instanceof Outcome.Cancelled)) {
      throw new IllegalStateException(work.network() + ": training ended early: " + outcome);
    }
    Evaluator evaluator = new Evaluator(compute, stages);
    Timing evaluation =
        Timing.of(() -> evaluator.errorPercent(clock.weights, data.test()), effort.evaluation);
    double epochSeconds = clock.epochSeconds();
    double limit =
        work.epochLimitSeconds(
            samples,
            peak.oneCoreGflops() * 1e9 * compute.threads(),
            peak.copyGigabytesPerSecond() * 1e9);
    return new Finding.TrainingSpeed(
        work.network(),
        samples,
        epochSeconds,
        limit,
        epochSeconds / limit,
        work.epochFlops(samples) * 1e-9,
        work.epochBytes(samples) * 1e-9,
        clock.bytesPerStep,
        data.test().size(),
        evaluation.medianSeconds() * 1e3);
  }

  /**
   * Times the steps from one minibatch's end to the next one's, its own work apart, and cancels
   * when it has enough. The first step of an epoch does not count: evaluation comes before it.
   */
  private final class StepClock implements TrainingListener {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TrainingControl control;
    private final int stepsPerEpoch;
    private final int stepsPerStretch;
    private final List<Double> stretchNanos = new ArrayList<>();
    private final long begin = System.nanoTime();
    private List<LayerWeights> weights = List.of();
    private long nanos;
    private int steps;
    private long allocatedBytes;
    private double bytesPerStep; // of the latest stretch
    private long lastNanos;
    private long lastBytes;

    StepClock(TrainingControl control, int stepsPerEpoch) {
      this.control = control;
      this.stepsPerEpoch = stepsPerEpoch;
      stepsPerStretch = Math.ceilDiv(stepsPerEpoch, effort.stretchesPerEpoch);
    }

    @Override
    public void minibatchDone(int epoch, int minibatch, int minibatches, double dataTermNats) {
      long now = System.nanoTime();
      boolean warm = now - begin > effort.warmUpNanos;
      if (warm && minibatch > 1) {
        nanos += now - lastNanos;
        steps++;
        allocatedBytes += threads.getTotalThreadAllocatedBytes() - lastBytes;
        if (steps == stepsPerStretch) {
          endStretch();
        }
      }
      lastBytes = threads.getTotalThreadAllocatedBytes();
      lastNanos = System.nanoTime();
    }

    private void endStretch() {
      stretchNanos.add((double) nanos / steps);
      bytesPerStep = (double) allocatedBytes / steps;
      nanos = 0;
      steps = 0;
      allocatedBytes = 0;
      boolean late = System.nanoTime() - begin > effort.nanos;
      if (stretchNanos.size() >= (late ? LEAST_STRETCHES : effort.stretches)) {
        control.cancel();
      }
    }

    @Override
    public void epochDone(EpochReport report) {
      weights = report.weights();
    }

    double epochSeconds() {
      Collections.sort(stretchNanos);
      return stretchNanos.get(stretchNanos.size() / 2) * 1e-9 * stepsPerEpoch;
    }
  }
}
