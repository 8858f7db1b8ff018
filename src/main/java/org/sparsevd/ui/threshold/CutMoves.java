package org.sparsevd.ui.threshold;

import java.util.HashMap;
import java.util.Map;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.Cut;
import org.sparsevd.ui.live.CutMover;
import org.sparsevd.ui.train.RunCursor;

/** Moves the cuts of the run looked at, one layer or all that are linked, and back again. */
final class CutMoves implements CutMover {
  private final RunCursor cursor;
  private final CutHistory history;
  private final Runnable onChange;

  /**
   * @param onChange is told when what can be undone has changed
   */
  CutMoves(RunCursor cursor, Runnable onChange) {
    this.cursor = cursor;
    this.onChange = onChange;
    history = new CutHistory(cursor.cuts());
  }

  /** Forgets what could be undone. */
  void restart() {
    history.restart(cursor.cuts());
  }

  @Override
  public void moveLinked(double logAlpha) {
    cursor.setCuts(new Cut(hold(logAlpha), cursor.layerCutsProperty().get()));
  }

  @Override
  public void moveLayer(String layer, double logAlpha) {
    Map<String, Double> layers = new HashMap<>(cursor.layerCutsProperty().get());
    layers.put(layer, hold(logAlpha));
    cursor.setCuts(new Cut(cursor.cutProperty().get(), layers));
  }

  private static double hold(double logAlpha) {
    return Math.clamp(logAlpha, -LogAlpha.CLIP, LogAlpha.CLIP);
  }

  /** Gives a layer a cut of its own where it is now, or that of all again. */
  void setLinked(String layer, boolean linked) {
    if (linked) {
      Map<String, Double> layers = new HashMap<>(cursor.layerCutsProperty().get());
      layers.remove(layer);
      cursor.setCuts(new Cut(cursor.cutProperty().get(), layers));
    } else {
      moveLayer(layer, cursor.cuts().of(layer));
    }
    commit();
  }

  /** Cuts all layers alike again. */
  void linkAll() {
    apply(Cut.at(cursor.cutProperty().get()));
  }

  /** Cuts as the run's own figures do. */
  void reset() {
    apply(Cut.at(cursor.threshold()));
  }

  /** Cuts at {@code cut}. */
  void apply(Cut cut) {
    history.commit(cursor.cuts()); // what another view changed can be undone too
    cursor.setCuts(cut);
    commit();
  }

  @Override
  public void commit() {
    history.commit(cursor.cuts());
    onChange.run();
  }

  boolean canUndo() {
    return history.canUndo();
  }

  boolean canRedo() {
    return history.canRedo();
  }

  /** Takes the last change of a cut back. */
  void undo() {
    history.commit(cursor.cuts());
    history.undo().ifPresent(cursor::setCuts);
    onChange.run();
  }

  /** Makes the change again that was taken back. */
  void redo() {
    history.redo().ifPresent(cursor::setCuts);
    onChange.run();
  }
}
