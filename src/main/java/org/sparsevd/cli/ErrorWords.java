package org.sparsevd.cli;

import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** The errors of a network in words. */
final class ErrorWords {
  private ErrorWords() {}

  /**
   * For example {@code validation error 1.88 %, test error 1.79 %}.
   *
   * @param validationPercent NaN when there is no validation split; it is left out then
   */
  static String of(double validationPercent, double testPercent) {
    String test = Numbers.error(testPercent);
    return Double.isNaN(validationPercent)
        ? Text.of("cli.errors.test", test)
        : Text.of("cli.errors.both", Numbers.error(validationPercent), test);
  }
}
