package org.sparsevd.ui.live;

/** Whoever moves cuts when the user drags them over a chart. */
public interface CutMover {
  /** Moves the cut of all layers that have none of their own, to a log α. */
  void moveLinked(double logAlpha);

  /** Moves the cut of one layer, which has its own from then on. */
  void moveLayer(String layer, double logAlpha);

  /** A movement has ended. */
  void commit();
}
