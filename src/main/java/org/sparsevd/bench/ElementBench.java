package org.sparsevd.bench;

import java.util.List;
import org.sparsevd.kernel.Kernels;
import org.sparsevd.kernel.StreamKey;

/** Measures the kernels that go element by element. */
final class ElementBench {
  /** Small enough for the first cache: 8 KiB in and 8 KiB out. */
  private static final int LENGTH = 2048;

  /** Of so few vectors a call makes, the compiler needs many calls to take notice. */
  private static final int UNTIL_COMPILED = 20_000;

  private final Kernels kernels;
  private final Timing.Effort effort;
  private final float[] any = new float[LENGTH];
  private final float[] positive = new float[LENGTH];
  private final float[] output = new float[LENGTH];

  ElementBench(Kernels kernels, Timing.Effort effort) {
    this.kernels = kernels;
    this.effort = effort.afterCalls(UNTIL_COMPILED);
    long key = StreamKey.of(1, 0, 0, 0);
    kernels.gaussian(key, 0, any, 0, LENGTH);
    kernels.exp(any, 0, positive, 0, LENGTH);
  }

  List<Finding.ElementSpeed> measure() {
    long key = StreamKey.of(2, 0, 0, 0);
    return List.of(
        speed("exp", () -> kernels.exp(any, 0, output, 0, LENGTH)),
        speed("log", () -> kernels.log(positive, 0, output, 0, LENGTH)),
        speed("sigmoid", () -> kernels.sigmoid(any, 0, output, 0, LENGTH)),
        speed("sqrt", () -> kernels.sqrt(positive, 0, output, 0, LENGTH)),
        speed("gaussian", () -> kernels.gaussian(key, 0, output, 0, LENGTH)),
        speed("uniform", () -> kernels.uniform(key, 0, output, 0, LENGTH)));
  }

  private Finding.ElementSpeed speed(String name, Runnable work) {
    return new Finding.ElementSpeed(name, Timing.of(work, effort).bestSeconds() * 1e9 / LENGTH);
  }
}
