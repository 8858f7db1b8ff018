package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every colour that charts write words in, against what they write on. */
class ChartContrastTest {
  private static final double LEAST = 4.5;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wordsOfChartsAreReadable(boolean dark) {
    ChartTheme theme = dark ? ChartTheme.DARK : ChartTheme.LIGHT;
    Map<String, Color> words = new LinkedHashMap<>();
    for (ChartColor use :
        List.of(
            ChartColor.TEXT,
            ChartColor.TEXT_MUTED,
            ChartColor.TEXT_SUBTLE,
            ChartColor.PRUNED_TEXT,
            ChartColor.ACCENT)) {
      words.put(use.name(), theme.color(use));
    }
    for (int layer = 0; layer < 6; layer++) {
      words.put("layer " + layer, theme.layer(layer, 4, false).text());
      words.put("one of many layers, " + layer, theme.layer(layer, 6, layer == 2).text());
    }
    for (OptionalInt highlighted : List.of(OptionalInt.empty(), OptionalInt.of(1))) {
      for (int run = 0; run < 4; run++) {
        LineStyle style = theme.run(run, highlighted);
        words.put("run " + run + " of " + highlighted, style.text());
        words.put("train of run " + run, theme.onTrainingData(style).text());
        words.put("validation of run " + run, theme.onValidation(style).text());
      }
    }
    words.put("main", theme.mainCurve().text());
    words.put("train", theme.trainCurve().text());
    words.put("second", theme.secondCurve().text());
    words.put("all layers", theme.allLayers().text());
    words.forEach((name, colour) -> {
      for (ChartColor behind : List.of(ChartColor.SURFACE, ChartColor.BAND)) {
        double ratio = ratio(colour, theme.color(behind));
        assertTrue(ratio >= LEAST, () -> name + " on " + behind + ": " + ratio);
      }
    });
    double onHandle = ratio(theme.color(ChartColor.ON_ACCENT), theme.color(ChartColor.ACCENT_FILL));
    assertTrue(onHandle >= LEAST, () -> "on a handle: " + onHandle);
  }

  private static double ratio(Color one, Color other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
