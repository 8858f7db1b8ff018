package org.sparsevd.ui;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Who does what the window asks for. What takes seconds has a thread of its own, so that a menu or
 * a mask never waits for it.
 *
 * @param files reads and writes files
 * @param measurements evaluates and times networks, and reads data sets whole
 * @param fetches brings data sets here, which takes minutes and can be stopped by an interrupt
 * @param view the thread of the window, for answers
 */
record Workers(Executor files, Executor measurements, Executor fetches, Executor view) {
  /** One thread, which ends with the program. */
  static ExecutorService newThread(String name) {
    return Executors.newSingleThreadExecutor(task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    });
  }
}
