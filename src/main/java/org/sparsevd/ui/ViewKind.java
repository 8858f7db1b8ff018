package org.sparsevd.ui;

import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;

/** The views there are, in the order of the rail. */
enum ViewKind {
  TRAIN(Feather.ACTIVITY),
  MASKS(Feather.GRID);

  private final Feather icon;

  ViewKind(Feather icon) {
    this.icon = icon;
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
