package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.EpochWeights;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.compare.Comparison;
import org.sparsevd.run.compare.ComparisonCsv;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What is given away of a comparison; pages to look at are in {@code target/screenshots}. */
class ComparisonReportTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  private static ComparisonView view;
  private static List<RunWeights> weights;

  @TempDir private Path folder;

  @BeforeAll
  static void compare() throws IOException {
    Run first = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    Run second = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s2"));
    view = ComparisonView.of(Comparison.of(List.of(first, second)));
    weights =
        List.of(first, second).stream()
            .map(run -> RunWeights.of(EpochWeights.upTo(run, 200)))
            .toList();
    Files.createDirectories(SCREENSHOTS);
  }

  @Test
  void thePageIsWellFormedAndSaysEveryFigure() throws Exception {
    String page = ComparisonHtml.page(view, weights);
    Document document = parse(page);
    String words = document.getDocumentElement().getTextContent();
    for (int run = 0; run < 2; run++) {
      var latest = view.metrics().get(run).orElseThrow();
      assertTrue(words.contains("%.2f %%".formatted(latest.testErrorPercent())), words);
      assertTrue(words.contains(view.runs().get(run).name()), words);
    }
    assertTrue(words.contains("Seed"), "the setting that differs");
    NodeList figures = document.getElementsByTagName("figure");
    assertEquals(5 + 2, figures.getLength(), "five charts and two masks");
    for (int i = 0; i < 5; i++) {
      Element figure = (Element) figures.item(i);
      assertEquals(2, figure.getElementsByTagName("svg").getLength(), "light and dark");
      assertFalse(figure.getAttribute("aria-label").isBlank());
      Element svg = (Element) figure.getElementsByTagName("svg").item(0);
      assertTrue(svg.hasAttribute("viewBox"), "or a narrow window would cut it off");
    }
  }

  @Test
  void thePageNeedsNothingBesideIt() {
    String page = ComparisonHtml.page(view, weights);
    Matcher links = Pattern.compile("(?:src|href)=\"([^\"]*)\"|url\\(([^)]*)\\)").matcher(page);
    while (links.find()) {
      String link = links.group(1) == null ? links.group(2) : links.group(1);
      assertTrue(link.startsWith("data:") || link.startsWith("#"), link);
    }
    assertFalse(page.contains("<script"), "no script");
    assertFalse(page.contains("@import"), "no other style sheet");
  }

  @Test
  void noIdStandsTwice() throws Exception {
    Matcher ids = Pattern.compile(" id=\"([^\"]*)\"").matcher(ComparisonHtml.page(view, weights));
    List<String> seen = new ArrayList<>();
    while (ids.find()) {
      seen.add(ids.group(1));
    }
    assertEquals(seen.size(), seen.stream().distinct().count());
  }

  @Test
  void namesAreShownAndNotObeyed() throws Exception {
    String hostile = "<script>alert('&\"')</script>";
    Path run = RunFixtures.write(folder.resolve("run"), "toy", List.of(100, 20, 4), 0);
    Path json = run.resolve("run.json");
    String text = Files.readString(json);
    Matcher name = Pattern.compile("\"name\" ?: ?\"[^\"]*\"").matcher(text);
    assertTrue(name.find());
    Files.writeString(
        json,
        text.substring(0, name.start())
            + "\"name\": \""
            + hostile.replace("\"", "\\\"")
            + "\""
            + text.substring(name.end()));
    Run opened = RunFolder.open(run);
    assertEquals(hostile, opened.info().name());
    String page =
        ComparisonHtml.page(
            ComparisonView.of(Comparison.of(List.of(opened, opened))),
            List.of(RunWeights.of(Optional.empty()), RunWeights.of(Optional.empty())));
    assertFalse(page.contains("<script"));
    assertTrue(parse(page).getDocumentElement().getTextContent().contains(hostile));
  }

  @Test
  void theTableHasAColumnARunAndPlainNumbers() {
    List<String> lines = ComparisonCsv.text(view.comparison(), view.table()).lines().toList();
    assertEquals("kind,name,of,A lenet-300-100-s1,B lenet-300-100-s2,best", lines.getFirst());
    var latest = view.metrics().getFirst().orElseThrow();
    assertTrue(
        lines.get(1).startsWith("figure,test-error,," + latest.testErrorPercent() + ","),
        lines.get(1));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("figure,sparsity,fc2,")));
    assertTrue(lines.contains("setting,seed,,1,2,"), lines.toString());
  }

  @Test
  void thePictureIsAsLargeAsItsContent() throws Exception {
    for (ChartTheme theme : List.of(ChartTheme.LIGHT, ChartTheme.DARK)) {
      Path file = SCREENSHOTS.resolve("report-%s.png".formatted(theme.isDark() ? "dark" : "light"));
      ComparisonPicture.save(view, weights, theme, file);
      assertTrue(ImageIO.read(file.toFile()).getHeight() > 2000);
    }
  }

  /** The page in a real browser, light and dark, where one is installed. */
  @Test
  void aBrowserShowsThePage() throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no Chromium here: the page is not tried in a browser");
    Path page = folder.resolve("comparison.html");
    Files.writeString(page, ComparisonHtml.page(view, weights));
    for (String scheme : List.of("light", "dark")) {
      Path picture = SCREENSHOTS.resolve("report-page-" + scheme + ".png").toAbsolutePath();
      Files.deleteIfExists(picture);
      List<String> command =
          new ArrayList<>(
              List.of(
                  browser.get().toString(),
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-background-networking",
                  "--hide-scrollbars",
                  "--user-data-dir=" + folder.resolve("profile"),
                  "--window-size=1240,2200",
                  "--screenshot=" + picture));
      if (scheme.equals("dark")) {
        command.add("--blink-settings=preferredColorScheme=0");
      }
      command.add(page.toUri().toString());
      Path log = folder.resolve("browser.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      assertTrue(Files.exists(picture), () -> "no picture: " + log);
      int corner = ImageIO.read(picture.toFile()).getRGB(2, 2) & 0xFFFFFF;
      assertEquals(scheme.equals("dark") ? 0x0D1117 : 0xF6F8FA, corner, scheme);
    }
  }

  private static Optional<Path> browser() {
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      for (String name : BROWSERS) {
        Path program = Path.of(place, name);
        if (Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replaceFirst("<!DOCTYPE html>\n", ""))));
  }
}
