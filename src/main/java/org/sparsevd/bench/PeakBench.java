package org.sparsevd.bench;

import java.util.concurrent.atomic.DoubleAdder;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.FmaLoop;

/** Measures what the machine can do at most. */
final class PeakBench {
  private static final int ROUNDS = 40_000;

  /** Floats of each of the two arrays: 128 MiB, more than caches hold. */
  private static final int COPIED = 1 << 25;

  /** Everything is compared with the peak, so its loop must have been compiled. */
  private static final int UNTIL_COMPILED = 4000;

  private static final int COPY_GRAIN = 1 << 14;

  private final Compute compute;
  private final Timing.Effort effort;
  private final FmaLoop loop;
  private final DoubleAdder sink = new DoubleAdder(); // keeps results alive

  PeakBench(Compute compute, Timing.Effort effort) {
    this.compute = compute;
    this.effort = effort;
    loop = FmaLoop.of(compute.kernels());
  }

  Finding.Peak measure() {
    Timing.Effort patient = effort.afterCalls(UNTIL_COMPILED);
    double one = Timing.of(() -> sink.add(loop.run(ROUNDS)), patient).bestSeconds();
    int threads = compute.threads();
    double all = Timing.of(this::runOnAllThreads, effort).bestSeconds();
    return new Finding.Peak(
        loop.flops(ROUNDS) * 1e-9 / one, threads * (loop.flops(ROUNDS) * 1e-9) / all, copySpeed());
  }

  private void runOnAllThreads() {
    compute.forRange(
        compute.threads(),
        1,
        (from, to, worker) -> {
          for (int i = from; i < to; i++) {
            sink.add(loop.run(ROUNDS));
          }
        });
  }

  /** Gigabytes read and written a second. */
  private double copySpeed() {
    float[] from = new float[COPIED];
    float[] to = new float[COPIED];
    double seconds =
        Timing.of(
                () ->
                    compute.forRange(
                        COPIED,
                        COPY_GRAIN,
                        (start, end, worker) ->
                            System.arraycopy(from, start, to, start, end - start)),
                effort)
            .bestSeconds();
    sink.add(to[COPIED - 1]);
    return 2.0 * Float.BYTES * COPIED * 1e-9 / seconds;
  }
}
