package org.sparsevd.ui;

import java.util.List;
import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;

/** The views there are, in the order of the rail. */
enum ViewKind {
  TRAIN(Feather.ACTIVITY, true),
  THRESHOLD(Feather.SLIDERS, true),
  MASKS(Feather.GRID, true),
  KL(Feather.TRENDING_UP, true),
  COMPARE(Feather.COLUMNS, false),
  LIBRARY(Feather.LAYERS, false),
  RESULTS(Feather.LIST, false),
  LEARN(Feather.BOOK_OPEN, false),
  DATA(Feather.DATABASE, false);

  private final Feather icon;
  private final boolean timed;

  ViewKind(Feather icon, boolean timed) {
    this.icon = icon;
    this.timed = timed;
  }

  /** With Ctrl it opens the view: its place in the rail, from 1. */
  int digit() {
    return List.of(values()).indexOf(this) + 1;
  }

  Feather icon() {
    return icon;
  }

  /** Whether it draws a run at an epoch, so that there is a time to move through. */
  boolean isTimed() {
    return timed;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String label() {
    return Text.of("ui.view." + key());
  }
}
