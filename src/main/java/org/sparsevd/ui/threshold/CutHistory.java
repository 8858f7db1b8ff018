package org.sparsevd.ui.threshold;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.sparsevd.prune.Cut;

/** Cuts to go back to and forth again. */
final class CutHistory {
  private static final int MOST = 200;

  private final Deque<Cut> undone = new ArrayDeque<>();
  private final Deque<Cut> past = new ArrayDeque<>();
  private Cut now;

  CutHistory(Cut start) {
    now = start;
  }

  /** Forgets everything but {@code start}. */
  void restart(Cut start) {
    undone.clear();
    past.clear();
    now = start;
  }

  /** Remembers that a change has ended at {@code cut}. */
  void commit(Cut cut) {
    if (!cut.equals(now)) {
      past.push(now);
      if (past.size() > MOST) {
        past.removeLast();
      }
      undone.clear();
      now = cut;
    }
  }

  boolean canUndo() {
    return !past.isEmpty();
  }

  boolean canRedo() {
    return !undone.isEmpty();
  }

  /** The cut before the last change. */
  Optional<Cut> undo() {
    if (past.isEmpty()) {
      return Optional.empty();
    }
    undone.push(now);
    now = past.pop();
    return Optional.of(now);
  }

  /** The cut after the change that was undone last. */
  Optional<Cut> redo() {
    if (undone.isEmpty()) {
      return Optional.empty();
    }
    past.push(now);
    now = undone.pop();
    return Optional.of(now);
  }
}
