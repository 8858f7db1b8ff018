package org.sparsevd.chart;

import java.awt.Color;

/** Colours of the charts by what they are for, one for the light theme and one for the dark. */
public enum ChartColor {
  /** Behind everything: the card. */
  SURFACE(0xFFFFFF, 0x161B22),
  /** Main text and the main curve. */
  TEXT(0x1F2328, 0xE6EDF3),
  /** Captions, units. */
  TEXT_MUTED(0x57606A, 0xA3ADB8),
  /** Ticks, empty states. */
  TEXT_SUBTLE(0x5F6871, 0x8D97A2),
  /** Lines that can be moved or follow the time cursor. */
  ACCENT(0x4F54C8, 0x959AF8),
  /** Handles that can be moved, under {@link #ON_ACCENT}. */
  ACCENT_FILL(0x4F54C8, 0x5A60D8),
  /** Text on {@link #ACCENT_FILL}. */
  ON_ACCENT(0xFFFFFF, 0xFFFFFF),
  GRID(0xE9EDF1, 0x232A33),
  AXIS(0x8C959F, 0x626C77),
  /** KL warm-up. */
  BAND(0xF3F4F7, 0x1B212A),
  /** Weights beyond the cut, and layers that are not looked at. */
  PRUNED(0xAEB6BF, 0x545E6A),
  PRUNED_TEXT(0x5F6871, 0x98A2AD),
  /** A pixel or weight of a mask that is pruned. */
  EMPTY_CELL(0xE6EAEF, 0x252C36),
  /** The true KL value under its approximation. */
  TRUE_VALUE(0xD6E8F3, 0x26506E);

  private final Color light;
  private final Color dark;

  ChartColor(int light, int dark) {
    this.light = new Color(light);
    this.dark = new Color(dark);
  }

  Color in(boolean darkTheme) {
    return darkTheme ? dark : light;
  }
}
