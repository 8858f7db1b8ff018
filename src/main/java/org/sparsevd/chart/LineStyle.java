package org.sparsevd.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.List;

/**
 * How a series is told apart: by colour and, for eyes that see none, by dash.
 *
 * @param line colour of the line
 * @param text colour of its label, at least 4.5:1 on the surface
 * @param dash lengths on and off in px, empty for solid
 * @param width of the line in px
 */
public record LineStyle(Color line, Color text, List<Float> dash, float width) {
  public LineStyle {
    dash = List.copyOf(dash);
  }

  /** The stroke, with round joins. */
  public Stroke stroke() {
    if (dash.isEmpty()) {
      return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
    float[] lengths = new float[dash.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dash.get(i);
    }
    // Butt caps: round ones would fill the gaps of a dotted line.
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
  }

  /** This in other colours. */
  public LineStyle colored(Color newLine, Color newText) {
    return new LineStyle(newLine, newText, dash, width);
  }
}
