package org.sparsevd.chart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.compare.ComparedRun;
import org.sparsevd.run.compare.ComparisonTable;
import org.sparsevd.run.compare.SettingDifferences;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/**
 * A comparison as one HTML page that needs nothing beside it: no network, no script, no fonts.
 * Light or dark as its reader's system is. It is well-formed XML too.
 */
public final class ComparisonHtml {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 340;
  private static final int MASK_CELL = 6;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneId.systemDefault());

  private final ComparisonView view;
  private final List<RunWeights> weights;
  private final StringBuilder html = new StringBuilder();

  private ComparisonHtml(ComparisonView view, List<RunWeights> weights) {
    this.view = view;
    this.weights = weights;
  }

  /**
   * The page, the same under every locale.
   *
   * @param weights at the cursor, one a run in the order of the runs
   */
  public static String page(ComparisonView view, List<RunWeights> weights) {
    return Numbers.inFiles(() -> new ComparisonHtml(view, weights).write());
  }

  private String write() {
    String title =
        view.runs().stream().map(ComparedRun::name).collect(Collectors.joining(" \u00b7 "));
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
    element("title", Text.of("report.title", title));
    html.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", Text.of("report.heading"));
    runs();
    element("h2", Text.of("ui.compare.result"));
    figures();
    note("report.note.test");
    element("h2", Text.of("report.charts"));
    charts();
    masks();
    element("h2", Text.of("ui.compare.settings"));
    settings();
    note("report.note.made");
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private void runs() {
    html.append("<ul class=\"runs\">\n");
    for (int i = 0; i < view.runs().size(); i++) {
      ComparedRun run = view.runs().get(i);
      RunInfo info = run.run().info();
      html.append("<li>").append(badge(i)).append("<strong>");
      text(
          run.method()
              .map(method -> Text.of("chart.compare.method." + method.name()))
              .orElse(run.name()));
      html.append("</strong> ");
      text(
          Text.of(
              "report.run",
              run.name(),
              view.metrics().get(i).map(metrics -> Integer.toString(metrics.epoch())).orElse("0"),
              info.data().name(),
              info.started().map(DATE::format).orElse("\u2013")));
      html.append("</li>\n");
    }
    html.append("</ul>\n");
  }

  private String badge(int run) {
    return "<span class=\"badge r"
        + Math.min(run, 2)
        + "\">"
        + Markup.escape(view.runs().get(run).letter())
        + "</span> ";
  }

  private void figures() {
    boolean two = view.runs().size() == 2;
    html.append("<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\"></th>");
    for (int run = 0; run < view.runs().size(); run++) {
      html.append("<th scope=\"col\">").append(badge(run)).append("</th>");
    }
    if (two) {
      html.append("<th scope=\"col\">").append(Markup.escape(Text.of("ui.compare.difference")));
      html.append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (ComparisonTable.Row row : view.table().rows()) {
      html.append("<tr><th scope=\"row\">");
      text(ComparisonWords.label(row));
      html.append("</th>");
      for (int run = 0; run < row.values().size(); run++) {
        boolean best = row.best().get(run);
        html.append(best ? "<td class=\"best\">\u25b2 " : "<td>");
        text(ComparisonWords.value(row.figure(), row.values().get(run)));
        html.append("</td>");
      }
      if (two) {
        html.append("<td class=\"muted\">");
        text(
            ComparisonWords.difference(
                row.figure(), row.values().getFirst(), row.values().getLast()));
        html.append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private void charts() {
    List<ComparisonChart> light = ComparisonFigures.charts(view, weights, ChartTheme.LIGHT);
    List<ComparisonChart> dark = ComparisonFigures.charts(view, weights, ChartTheme.DARK);
    html.append("<div class=\"figures\">\n");
    for (int i = 0; i < light.size(); i++) {
      html.append("<figure role=\"img\" aria-label=\"")
          .append(Markup.escape(light.get(i).description()))
          .append("\">\n<figcaption>");
      text(light.get(i).title());
      html.append("</figcaption>\n<div class=\"light\">")
          .append(ChartSvg.element(light.get(i), WIDTH, HEIGHT, "l" + i))
          .append("</div>\n<div class=\"dark\">")
          .append(ChartSvg.element(dark.get(i), WIDTH, HEIGHT, "d" + i))
          .append("</div>\n</figure>\n");
    }
    html.append("</div>\n");
  }

  private void masks() {
    List<ComparisonFigures.Mask> light = ComparisonFigures.masks(view, weights, ChartTheme.LIGHT);
    List<ComparisonFigures.Mask> dark = ComparisonFigures.masks(view, weights, ChartTheme.DARK);
    if (light.isEmpty()) {
      return;
    }
    element("h2", Text.of("report.masks"));
    element("p", light.getFirst().picture().caption());
    html.append("<div class=\"masks\">\n");
    for (int i = 0; i < light.size(); i++) {
      html.append("<figure>\n<figcaption>").append(badge(light.get(i).run()));
      html.append("</figcaption>\n");
      image(light.get(i).picture(), ChartTheme.LIGHT, "light");
      image(dark.get(i).picture(), ChartTheme.DARK, "dark");
      html.append("</figure>\n");
    }
    html.append("</div>\n");
  }

  private void image(MaskPicture picture, ChartTheme theme, String styleClass) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(MaskImage.of(picture, MASK_CELL, theme, 1).image(), "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes everything
    }
    html.append("<img class=\"")
        .append(styleClass)
        .append("\" alt=\"")
        .append(Markup.escape(picture.caption()))
        .append("\" src=\"data:image/png;base64,")
        .append(Base64.getEncoder().encodeToString(png.toByteArray()))
        .append("\"/>\n");
  }

  private void settings() {
    SettingDifferences differences = SettingDifferences.of(view.comparison());
    if (!differences.differing().isEmpty()) {
      html.append("<div class=\"scroll\"><table class=\"settings\">\n<thead><tr>");
      html.append("<th scope=\"col\"></th>");
      IntStream.range(0, view.runs().size())
          .forEach(run -> html.append("<th scope=\"col\">").append(badge(run)).append("</th>"));
      html.append("</tr></thead>\n<tbody>\n");
      for (SettingDifferences.Row row : differences.differing()) {
        html.append("<tr><th scope=\"row\">");
        text(SettingWords.label(row.setting()));
        html.append("</th>");
        for (SettingDifferences.Value value : row.values()) {
          boolean told = value instanceof SettingDifferences.Value.Told;
          html.append(told ? "<td>" : "<td class=\"muted\">");
          text(ComparisonWords.value(row.setting(), value));
          html.append("</td>");
        }
        html.append("</tr>\n");
      }
      html.append("</tbody>\n</table></div>\n");
    }
    element("p", ComparisonWords.summary(differences, false));
  }

  private void note(String key) {
    html.append("<p class=\"muted\">");
    text(Text.of(key));
    html.append("</p>\n");
  }

  private void element(String name, String words) {
    html.append('<').append(name).append('>');
    text(words);
    html.append("</").append(name).append(">\n");
  }

  private void text(String words) {
    html.append(Markup.escape(words));
  }

  private static String style() {
    try (InputStream in = ComparisonHtml.class.getResourceAsStream("comparison.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
