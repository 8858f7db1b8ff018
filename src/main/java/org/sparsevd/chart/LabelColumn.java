package org.sparsevd.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The labels of curves, right of the plot; knows afterwards where each is. */
final class LabelColumn {
  /** Distance of two labels in px at default text size. */
  static final double GAP = 16;

  private final Map<String, Rectangle2D> places = new LinkedHashMap<>();

  /**
   * A label.
   *
   * @param key of its curve
   * @param wanted where its middle would lie best, in px
   */
  record Label(String key, String text, Font font, Color color, double wanted) {}

  /** Number of labels there is room for beside {@code area}. */
  static int room(ChartTheme theme, Rectangle2D area) {
    return Math.max(1, (int) (area.getHeight() / theme.px(GAP)) + 1);
  }

  void draw(Ink ink, Rectangle2D area, List<Label> labels) {
    places.clear();
    double gap = ink.theme().px(GAP);
    List<Double> middles =
        EndLabels.spread(
            labels.stream().map(Label::wanted).toList(), gap, area.getMinY(), area.getMaxY());
    double left = area.getMaxX() + ink.theme().px(8);
    for (int i = 0; i < labels.size(); i++) {
      Label label = labels.get(i);
      double middle = middles.get(i);
      double baseline = middle + ink.theme().px(4);
      ink.text(label.text(), left, baseline, Ink.Align.LEFT, label.font(), label.color());
      double width = Ink.width(label.text(), label.font());
      places.put(label.key(), new Rectangle2D.Double(left, middle - gap / 2, width, gap));
    }
  }

  /** Key of the curve whose label is at (x, y) px. */
  Optional<String> at(double x, double y) {
    return places.entrySet().stream()
        .filter(place -> place.getValue().contains(x, y))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
