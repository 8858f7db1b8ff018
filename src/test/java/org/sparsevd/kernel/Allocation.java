package org.sparsevd.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what the current thread allocates. */
final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 50;
  private static final long PATIENCE_MILLIS = 10_000;

  private Allocation() {}

  /**
   * Bytes that {@value #CALLS} calls allocate once warm: repeats them until they allocate nothing
   * and gives up when the just-in-time compiler had time enough.
   */
  static long leastOf(Runnable action) {
    long least = Long.MAX_VALUE;
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (least > 0 && System.currentTimeMillis() < deadline) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        action.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
