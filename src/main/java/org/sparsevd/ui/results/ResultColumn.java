package org.sparsevd.ui.results;

import java.util.List;
import java.util.Locale;
import org.sparsevd.text.Text;

/** The columns of the table of results. */
enum ResultColumn {
  NETWORK(10, false),
  METHOD(20, false),
  ORIGIN(8, false),
  TRAIN_ERROR(7, true),
  ERROR(7, true),
  SPARSITY(15, true),
  COMPRESSION(8, true),
  SEED(7, true),
  EPOCHS(5, true),
  TIME(5, true),
  DATE(8, true);

  private final double percentWidth;
  private final boolean number;

  ResultColumn(double percentWidth, boolean number) {
    this.percentWidth = percentWidth;
    this.number = number;
  }

  /** From the left, from 0. */
  int place() {
    return List.of(values()).indexOf(this);
  }

  double percentWidth() {
    return percentWidth;
  }

  /** Numbers stand at the right. */
  boolean isNumber() {
    return number;
  }

  String label() {
    return Text.of("ui.results.column." + name().toLowerCase(Locale.ROOT));
  }
}
