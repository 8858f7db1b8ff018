package org.sparsevd.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Typefaces of the charts: the shipped Inter with equal-width digits, else what the machine has.
 * Live numbers must not jump, so the fallbacks have equal-width digits too.
 */
final class ChartFonts {
  private static final String FOLDER = "/org/sparsevd/ui/fonts/";
  private static final List<String> FALLBACKS = List.of("Roboto", "DejaVu Sans");
  private static final Map<Weight, Font> LOADED = new ConcurrentHashMap<>();

  private ChartFonts() {}

  enum Weight {
    REGULAR("InterTab-Regular.otf", Font.PLAIN),
    MEDIUM("InterTab-Medium.otf", Font.PLAIN),
    SEMI_BOLD("InterTab-SemiBold.otf", Font.BOLD);

    private final String file;
    private final int fallbackStyle;

    Weight(String file, int fallbackStyle) {
      this.file = file;
      this.fallbackStyle = fallbackStyle;
    }
  }

  static Font of(Weight weight, float size) {
    return LOADED.computeIfAbsent(weight, ChartFonts::load).deriveFont(size);
  }

  private static Font load(Weight weight) {
    try (InputStream file = ChartFonts.class.getResourceAsStream(FOLDER + weight.file)) {
      if (file != null) {
        return Font.createFont(Font.TRUETYPE_FONT, file);
      }
    } catch (IOException | FontFormatException e) {
      System.getLogger(ChartFonts.class.getName())
          .log(System.Logger.Level.WARNING, weight.file + " is unreadable, using a fallback", e);
    }
    Set<String> installed =
        Set.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
    String family =
        FALLBACKS.stream().filter(installed::contains).findFirst().orElse(Font.SANS_SERIF);
    return new Font(family, weight.fallbackStyle, 1);
  }
}
