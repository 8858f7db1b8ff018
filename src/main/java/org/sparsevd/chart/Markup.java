package org.sparsevd.chart;

/** Words amid the tags of HTML and SVG. */
final class Markup {
  private Markup() {}

  /** {@code words} as text or as an attribute's value, where nothing in them is a tag. */
  static String escape(String words) {
    StringBuilder escaped = new StringBuilder();
    words
        .codePoints()
        .forEach(point -> {
          switch (point) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            default -> {
              // XML has no place for control characters, not even escaped.
              boolean allowed = point >= ' ' || point == '\n' || point == '\t';
              escaped.appendCodePoint(allowed ? point : '\ufffd');
            }
          }
        });
    return escaped.toString();
  }
}
