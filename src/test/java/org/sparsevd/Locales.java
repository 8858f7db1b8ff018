package org.sparsevd;

import java.util.Locale;

/** Another default locale for as long as a test runs in it. */
public final class Locales implements AutoCloseable {
  private final Locale before = Locale.getDefault();
  private final Locale beforeFormat = Locale.getDefault(Locale.Category.FORMAT);
  private final Locale beforeDisplay = Locale.getDefault(Locale.Category.DISPLAY);

  /**
   * @param tag as in {@code de-DE}; {@code und} is the root locale
   */
  public Locales(String tag) {
    Locale.setDefault(Locale.forLanguageTag(tag));
  }

  @Override
  public void close() {
    Locale.setDefault(before);
    Locale.setDefault(Locale.Category.FORMAT, beforeFormat);
    Locale.setDefault(Locale.Category.DISPLAY, beforeDisplay);
  }
}
