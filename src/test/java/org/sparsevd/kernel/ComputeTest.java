package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparsevd.kernel.GemmTest.GemmProblem;

@Timeout(60)
class ComputeTest {

  @Test
  void gemmGivesTheSameBitsForEveryThreadCount() {
    int[][] shapes = {
      {100, 300, 784},
      {784, 300, 100},
      {100, 100, 300},
      {97, 4098, 33},
      {4098, 31, 7},
      {1, 999, 999}
    };
    for (int threads : new int[] {1, 2, 3, 8}) {
      try (Compute compute = new Compute(threads)) {
        assertEquals(threads, compute.threads());
        for (int[] s : shapes) {
          for (int v = 0; v < 8; v++) {
            boolean accumulate = (v & 4) != 0;
            GemmProblem split = new GemmProblem((v & 1) != 0, (v & 2) != 0, s[0], s[1], s[2], v);
            GemmProblem alone = new GemmProblem((v & 1) != 0, (v & 2) != 0, s[0], s[1], s[2], v);
            split.run(compute, accumulate);
            alone.run(Kernels.best(), accumulate, new GemmScratch());
            assertArrayEquals(alone.c, split.c, () -> split + " on " + threads + " threads");
          }
        }
      }
    }
  }

  @Test
  void forRangeCoversEveryIndexOnceInPiecesOfTheGrain() {
    for (int threads : new int[] {1, 2, 3, 8}) {
      try (Compute compute = new Compute(Kernels.scalar(), threads)) {
        for (int length : new int[] {0, 1, 5, 16, 17, 97, 4098}) {
          for (int grain : new int[] {1, 4, 16, 5000}) {
            int[] visits = new int[length];
            int[] calls = new int[threads];
            compute.forRange(
                length,
                grain,
                (from, to, worker) -> {
                  assertEquals(0, from % grain);
                  assertTrue(to == length || to % grain == 0);
                  assertTrue(from < to);
                  calls[worker]++;
                  for (int i = from; i < to; i++) {
                    visits[i]++;
                  }
                });
            assertTrue(Arrays.stream(visits).allMatch(v -> v == 1));
            int pieces = Math.min(threads, Math.ceilDiv(length, grain));
            assertEquals(pieces, Arrays.stream(calls).sum());
          }
        }
      }
    }
  }

  @Test
  void theCallerTakesTheFirstShareAndNamedDaemonsTheOthers() {
    try (Compute compute = new Compute(Kernels.scalar(), 3)) {
      Thread[] threads = new Thread[3];
      CyclicBarrier allAtWork = new CyclicBarrier(3);
      compute.forRange(
          3,
          1,
          (from, to, worker) -> {
            threads[worker] = Thread.currentThread();
            await(allAtWork); // nobody is done before all have begun, so nobody takes over
          });
      assertSame(Thread.currentThread(), threads[0]);
      assertEquals("sparsevd-worker-1", threads[1].getName());
      assertEquals("sparsevd-worker-2", threads[2].getName());
      assertTrue(threads[1].isDaemon());
    }
  }

  @Test
  void everyShareRunsOnceInShortRoundsOnACrowdedMachine() {
    // Others keep every processor busy, so that workers lose theirs between any two instructions
    // and come back rounds later, while the caller runs ahead.
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> others =
        Stream.generate(() -> Thread.ofPlatform().daemon().start(() -> spinUntil(done)))
            .limit(2L * Runtime.getRuntime().availableProcessors())
            .toList();
    AtomicInteger calls = new AtomicInteger();
    try (Compute compute = new Compute(Kernels.scalar(), 3)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
      for (int expected = 3; System.nanoTime() < end; expected += 3) {
        compute.forRange(3, 1, (from, to, worker) -> calls.incrementAndGet());
        assertEquals(expected, calls.get());
      }
    } finally {
      done.set(true);
    }
    assertFalse(others.isEmpty());
  }

  private static void spinUntil(AtomicBoolean done) {
    while (!done.get()) {
      Thread.onSpinWait();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anExceptionReachesTheCallerAndTheThreadsLiveOn() {
    try (Compute compute = new Compute(Kernels.scalar(), 3)) {
      for (int failing = 0; failing < 3; failing++) {
        int culprit = failing;
        AtomicInteger finished = new AtomicInteger();
        IllegalStateException thrown =
            assertThrows(
                IllegalStateException.class,
                () ->
                    compute.forRange(
                        3,
                        1,
                        (from, to, worker) -> {
                          if (worker == culprit) {
                            throw new IllegalStateException("worker " + worker);
                          }
                          finished.incrementAndGet();
                        }));
        assertEquals("worker " + culprit, thrown.getMessage());
        assertEquals(2, finished.get(), "the others end before the caller hears of it");
      }
      AtomicInteger calls = new AtomicInteger();
      compute.forRange(3, 1, (from, to, worker) -> calls.incrementAndGet());
      assertEquals(3, calls.get());
    }
  }

  @SuppressWarnings("try") // closing it inside a task is what is tested
  @Test
  void aTaskCannotStartAnother() {
    try (Compute compute = new Compute(Kernels.scalar(), 2)) {
      for (int nesting = 0; nesting < 2; nesting++) {
        int culprit = nesting;
        assertThrows(
            IllegalStateException.class,
            () ->
                compute.forRange(
                    2,
                    1,
                    (from, to, worker) -> {
                      if (worker == culprit) {
                        compute.forRange(1, 1, (f, t, w) -> {});
                      }
                    }));
        assertThrows(
            IllegalStateException.class,
            () ->
                compute.forRange(
                    2,
                    1,
                    (from, to, worker) -> {
                      if (worker == culprit) {
                        compute.close();
                      }
                    }));
      }
    }
  }

  @Test
  void callersOnSeveralThreadsTakeTurns() throws InterruptedException {
    try (Compute compute = new Compute(Kernels.scalar(), 2)) {
      AtomicInteger sum = new AtomicInteger();
      Thread[] callers = new Thread[4];
      for (int i = 0; i < callers.length; i++) {
        callers[i] =
            new Thread(() -> {
              for (int round = 0; round < 500; round++) {
                compute.forRange(10, 1, (from, to, worker) -> sum.addAndGet(to - from));
              }
            });
        callers[i].start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertEquals(4 * 500 * 10, sum.get());
    }
  }

  @Test
  void anInterruptIsKeptAndDoesNotEndTheWait() {
    try (Compute compute = new Compute(Kernels.scalar(), 2)) {
      Thread.currentThread().interrupt();
      AtomicInteger calls = new AtomicInteger();
      compute.forRange(
          2,
          1,
          (from, to, worker) -> {
            if (worker == 1) {
              pause(5);
            }
            calls.incrementAndGet();
          });
      assertEquals(2, calls.get());
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void workersWakeAfterALongPause() {
    try (Compute compute = new Compute(Kernels.scalar(), 2)) {
      for (int i = 0; i < 20; i++) {
        pause(2);
        AtomicInteger calls = new AtomicInteger();
        compute.forRange(2, 1, (from, to, worker) -> calls.incrementAndGet());
        assertEquals(2, calls.get());
      }
    }
  }

  private static void pause(int millis) {
    java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000L);
  }

  @Test
  void closeEndsTheThreadsAndFurtherCallsFail() throws InterruptedException {
    Compute compute = new Compute(Kernels.scalar(), 2);
    Thread[] threads = new Thread[2];
    CyclicBarrier bothAtWork = new CyclicBarrier(2);
    compute.forRange(
        2,
        1,
        (from, to, worker) -> {
          threads[worker] = Thread.currentThread();
          await(bothAtWork);
        });
    compute.close();
    compute.close();
    threads[1].join(5000);
    assertFalse(threads[1].isAlive());
    assertThrows(IllegalStateException.class, () -> compute.forRange(2, 1, (f, t, w) -> {}));
  }

  @Test
  void wrongArgumentsAreRefusedWithTheirNumbers() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> new Compute(0))
            .getMessage()
            .contains("got 0"));
    try (Compute compute = new Compute(1)) {
      assertThrows(IllegalArgumentException.class, () -> compute.forRange(-1, 1, (f, t, w) -> {}));
      assertThrows(IllegalArgumentException.class, () -> compute.forRange(1, 0, (f, t, w) -> {}));
      float[] four = new float[4];
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> compute.gemm(false, false, 2, 2, 3, four, 0, 3, four, 0, 2, false, four, 0, 2));
    }
  }

  @Test
  void steadyStateAllocatesNothing() {
    try (Compute compute = new Compute(2)) {
      GemmProblem problem = new GemmProblem(false, false, 100, 96, 100, 1);
      Compute.RangeTask task = (from, to, worker) -> {};
      long allocated =
          Allocation.leastOf(() -> {
            problem.run(compute, false);
            compute.forRange(100, 1, task);
          });
      assertEquals(0, allocated);
    }
  }
}
