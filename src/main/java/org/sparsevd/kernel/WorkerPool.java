package org.sparsevd.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed crew that runs one task together: the calling thread takes share 0, daemon threads the
 * others. They spin for a moment, then park; a round allocates nothing.
 *
 * <p>A caller that is done takes the shares that nobody has begun: on a busy machine a parked
 * thread may get a processor only milliseconds later, and a training step has dozens of rounds.
 */
final class WorkerPool {

  /** A round's work, cut into numbered shares; no two threads run the same one. */
  interface Share {
    void run(int number);
  }

  /** Long enough to catch the next kernel of a layer, too short to be seen as load. */
  private static final long SPIN_NANOS = 20_000;

  private final Worker[] workers;
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Share share;
  private boolean running;
  private volatile Thread waitingCaller;
  private volatile boolean closed;

  WorkerPool(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  int size() {
    return workers.length + 1;
  }

  /** Fails if the current thread may not start a round now. Called under the pool's lock. */
  void requireIdle() {
    if (closed) {
      throw new IllegalStateException("these compute threads have been closed");
    }
    requireBetweenRounds();
  }

  private void requireBetweenRounds() {
    if (running) {
      throw new IllegalStateException("a task must not call back to the threads that run it");
    }
  }

  /** Fails on this pool's own threads, which would wait for themselves. */
  void requireForeignThread() {
    if (Thread.currentThread() instanceof Worker worker && worker.pool() == this) {
      throw new IllegalStateException("a task must not call back to the threads that run it");
    }
  }

  /**
   * Runs the shares 0 to {@code count - 1} and returns when all have ended. Called under the pool's
   * lock.
   *
   * @throws RuntimeException or Error: the first one that a share threw, once all have ended
   */
  void run(int count, Share task) {
    requireIdle();
    running = true;
    share = task;
    unfinished.set(count);
    for (int i = 0; i < count - 1; i++) {
      workers[i].wake();
    }
    finish(0);
    for (int i = 0; i < count - 1; i++) {
      if (workers[i].claim(workers[i].round)) {
        finish(i + 1);
      }
    }
    awaitOthers();
    share = null;
    running = false;
    if (failure.get() != null) {
      throw WorkerPool.<RuntimeException>unchecked(failure.getAndSet(null));
    }
  }

  /** Runs a share that the current thread has claimed. */
  private void finish(int number) {
    try {
      share.run(number);
    } catch (Throwable t) {
      record(t);
    }
    if (unfinished.decrementAndGet() == 0) {
      LockSupport.unpark(waitingCaller);
    }
  }

  private void awaitOthers() {
    if (unfinished.get() == 0 || spin(0, null)) {
      return;
    }
    boolean interrupted = false;
    waitingCaller = Thread.currentThread();
    while (unfinished.get() > 0) {
      LockSupport.park(this);
      // A pending interrupt would turn parking into spinning: take it now, give it back at the end.
      interrupted |= Thread.interrupted();
    }
    waitingCaller = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Spins until the round of {@code worker} has changed, or with null until all have finished. */
  private boolean spin(int round, Worker worker) {
    long start = System.nanoTime();
    do {
      for (int i = 0; i < 16; i++) {
        if (worker == null ? unfinished.get() == 0 : worker.round != round) {
          return true;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - start < SPIN_NANOS);
    return false;
  }

  @SuppressWarnings("ReferenceEquality") // an exception must not suppress itself
  private void record(Throwable t) {
    if (!failure.compareAndSet(null, t) && failure.get() != t) {
      failure.get().addSuppressed(t);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // rethrows what it is given
  private static <E extends Throwable> E unchecked(Throwable t) throws E {
    throw (E) t;
  }

  /** Ends the threads. Called under the pool's lock. */
  void close() {
    requireBetweenRounds();
    closed = true;
    for (Worker worker : workers) {
      worker.wake();
    }
  }

  private final class Worker extends Thread {

    private final int index; // also the number of its share
    private final AtomicInteger claimed = new AtomicInteger();
    private volatile int round;
    private volatile boolean parked;

    Worker(int index) {
      super("sparsevd-worker-" + index);
      this.index = index;
      setDaemon(true);
    }

    WorkerPool pool() {
      return WorkerPool.this;
    }

    /** Only the lock's holder calls this, so the increment has no rival. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void wake() {
      round++;
      if (parked) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      int seen = 0;
      while (true) {
        awaitRound(seen);
        seen = round;
        if (closed) {
          return;
        }
        if (claim(seen)) {
          finish(index);
        }
      }
    }

    /**
     * Takes this worker's share of a round for the current thread; false when it is taken, or when
     * the current thread has slept so long that later rounds have been. Whoever gets true may rely
     * on the round still going on: it can't end before that share has.
     */
    boolean claim(int ofRound) {
      int before = claimed.get();
      return before - ofRound < 0 && claimed.compareAndSet(before, ofRound);
    }

    private void awaitRound(int seen) {
      if (spin(seen, this)) {
        return;
      }
      parked = true;
      while (round == seen) {
        LockSupport.park(WorkerPool.this);
        interrupted();
      }
      parked = false;
    }
  }
}
