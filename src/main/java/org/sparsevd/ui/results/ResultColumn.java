package org.sparsevd.ui.results;

import java.util.List;
import java.util.Locale;
import org.sparsevd.text.Text;

/** The columns of the table of results. */
enum ResultColumn {
  NETWORK(false),
  METHOD(false),
  ORIGIN(false),
  TRAIN_ERROR(true),
  ERROR(true),
  SPARSITY(true),
  COMPRESSION(true),
  SEED(true),
  EPOCHS(true),
  TIME(true),
  DATE(true);

  private final boolean number;

  ResultColumn(boolean number) {
    this.number = number;
  }

  /** From the left, from 0. */
  int place() {
    return List.of(values()).indexOf(this);
  }

  /** Numbers stand at the right. */
  boolean isNumber() {
    return number;
  }

  String label() {
    return Text.of("ui.results.column." + name().toLowerCase(Locale.ROOT));
  }
}
