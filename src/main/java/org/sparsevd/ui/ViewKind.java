package org.sparsevd.ui;

import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;

/** The views there are, in the order of the rail. */
enum ViewKind {
  TRAIN(1, Feather.ACTIVITY),
  MASKS(2, Feather.GRID),
  RESULTS(3, Feather.LIST),
  LEARN(4, Feather.BOOK_OPEN);

  private final int digit;
  private final Feather icon;

  ViewKind(int digit, Feather icon) {
    this.digit = digit;
    this.icon = icon;
  }

  /** With Ctrl it opens the view. */
  int digit() {
    return digit;
  }

  Feather icon() {
    return icon;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String label() {
    return Text.of("ui.view." + key());
  }
}
