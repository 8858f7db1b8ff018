package org.sparsevd.cli;

import java.io.PrintWriter;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.ExperimentConfig;

/** One line that is rewritten in place: bar, epoch, error, compression, speed, time left. */
final class ProgressLine {
  private static final int BAR_WIDTH = 20;
  private static final long REDRAW_NANOS = 100_000_000;

  /** Of the newest epoch: how much the speed of the last counts; the rest is the mean before. */
  private static final double SPEED_MEMORY = 0.5;

  private final PrintWriter out;
  private final boolean shown;
  private ExperimentConfig config = ExperimentConfig.defaults();
  private int epochsTimed;
  private String results = "";
  private double secondsAnEpoch = Double.NaN;
  private long epochStart = System.nanoTime();
  private long drawn;
  private int width;

  /**
   * @param shown whether there is a terminal to draw on
   */
  ProgressLine(PrintWriter out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  /** A training begins now. */
  void start(ExperimentConfig trained) {
    config = trained;
    epochStart = System.nanoTime();
  }

  void epochDone(EpochMetrics metrics) {
    long now = System.nanoTime();
    double seconds = (now - epochStart) * 1e-9;
    epochStart = now;
    if (metrics.epoch() > 0) {
      // The first epoch is compiled while it runs and says little of the others.
      boolean first = ++epochsTimed <= 2;
      secondsAnEpoch =
          first ? seconds : SPEED_MEMORY * seconds + (1 - SPEED_MEMORY) * secondsAnEpoch;
    }
    double error =
        Double.isNaN(metrics.validationErrorPercent())
            ? metrics.testErrorPercent()
            : metrics.validationErrorPercent();
    String kind = Double.isNaN(metrics.validationErrorPercent()) ? "test" : "validation";
    results =
        Text.of(
            "cli.progress.results",
            Text.of("cli.progress." + kind),
            Numbers.error(error),
            Numbers.compression(metrics.compression()));
  }

  void minibatchDone(int epoch, int minibatch, int minibatches) {
    long now = System.nanoTime();
    if (!shown || (now - drawn < REDRAW_NANOS && minibatch < minibatches)) {
      return;
    }
    drawn = now;
    double done = epoch - 1 + (double) minibatch / minibatches;
    double left =
        Double.isNaN(secondsAnEpoch)
            ? (now - epochStart) * 1e-9 / minibatch * minibatches * (config.epochs() - done)
            : secondsAnEpoch * (config.epochs() - done);
    double speed = minibatch * (double) config.batchSize() / ((now - epochStart) * 1e-9);
    draw(
        Text.of(
            "cli.progress",
            bar(done / config.epochs()),
            epoch,
            config.epochs(),
            results,
            Numbers.count(Math.round(speed)),
            Numbers.duration(left)));
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * BAR_WIDTH);
    return "\u2588".repeat(full) + "\u2591".repeat(BAR_WIDTH - full);
  }

  private void draw(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    out.flush();
    width = line.length();
  }

  /** Takes the line away. */
  void clear() {
    if (shown && width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
    }
  }
}
