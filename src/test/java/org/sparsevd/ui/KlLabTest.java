package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.text.Text;
import org.sparsevd.ui.live.KlLabCard;

/** A user walks along the KL curve, without a run and over the weights of a trained one. */
@Timeout(240)
final class KlLabTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final char MINUS = '\u2212';

  /** log α, −KL exact and approximate, slope exact and approximate, computed independently. */
  private static final double[][] TABLE = {
    {-6, -3.63394, -3.63645, 0.50125, 0.49958},
    {-3.5, -2.36931, -2.37869, 0.51674, 0.51685},
    {-1, -0.91453, -0.91387, 0.59970, 0.59327},
    {0, -0.42668, -0.43124, 0.36239, 0.35913},
    {1, -0.17319, -0.17797, 0.16296, 0.16514},
    {3, -0.02469, -0.02542, 0.02448, 0.02538},
    {6, -0.00124, -0.00125, 0.00124, 0.00126}
  };

  /** One in the last digit: the table and the read-out may round a half differently. */
  private static final double LAST_DIGIT = 1.0001e-5;

  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() {
    UiDriver.startToolkit();
    studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1280, 800);
    user = studio.show();
    user.open(ViewKind.KL);
    assertTrue(user.sees("#kl-lab"));
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  @Test
  void withoutARunATypedLogAlphaReadsTheIndependentTable() {
    for (double[] row : TABLE) {
      user.fill("#kl-log-alpha", Double.toString(row[0]).replace('-', MINUS));
      String at = "at " + row[0];
      assertEquals(row[1], number("#kl-VALUE-EXACT"), LAST_DIGIT, at);
      assertEquals(row[2], number("#kl-VALUE-APPROXIMATION"), LAST_DIGIT, at);
      assertEquals(row[3], number("#kl-SLOPE-EXACT"), LAST_DIGIT, at);
      assertEquals(row[4], number("#kl-SLOPE-APPROXIMATION"), LAST_DIGIT, at);
      assertEquals(row[2] - row[1], number("#kl-VALUE-APPROXIMATION-away"), 2 * LAST_DIGIT, at);
      assertEquals(row[4] - row[3], number("#kl-SLOPE-APPROXIMATION-away"), 2 * LAST_DIGIT, at);
      assertEquals(row[0] > 0, user.sees("#kl-VALUE-invalid"), at);
      assertEquals(row[0] > 0, user.textOf("#kl-SLOPE-KINGMA").isEmpty(), at);
    }
    user.fill("#kl-log-alpha", "3");
    assertEquals("20.09", user.textOf("#kl-alpha"));
    assertEquals("0.9526", user.textOf("#kl-rate"));
    user.fill("#kl-log-alpha", "0");
    // ½ · 0 + c1 + c2 + c3 − ½ (γ + ln 2), and ½ + c1 + 2 c2 + 3 c3
    assertEquals(-0.38947, number("#kl-VALUE-KINGMA"), LAST_DIGIT);
    assertEquals(0.41627, number("#kl-SLOPE-KINGMA"), LAST_DIGIT);
    assertEquals("\u2013", user.textOf("#kl-near"));
    assertEquals(Text.of("ui.kl.source.noRun"), user.textOf("#kl-source"));
  }

  @Test
  void whatIsNoNumberGoesBackAndWhatIsTooMuchIsHeld() {
    user.fill("#kl-log-alpha", "\u22121,234");
    assertEquals("\u22121.23", field());
    user.fill("#kl-log-alpha", "much");
    assertEquals("\u22121.23", field());
    user.fill("#kl-log-alpha", "99");
    assertEquals("8.00", field());
    assertEquals("2,981", user.textOf("#kl-alpha"));
  }

  @Test
  void theMouseDragsThePointAlongTheCurveAndTheNumbersFollow() {
    double from = middleX("#kl-point");
    double height = middleY("#kl-point");
    Region point = user.find(Region.class, "#kl-point");
    assertTrue(point.getWidth() >= 16 && point.getHeight() >= 16, "large enough to hit");
    double unit = user.find(Region.class, "#kl-lab-chart").getWidth() / 17.5; // a bit over 16 units
    user.drag("#kl-point", 0.5, 0.5 - 3 * unit / point.getWidth());
    double logAlpha = logAlpha();
    assertEquals(-3, logAlpha, 0.3);
    assertEquals(from - 3 * unit, middleX("#kl-point"), 1.5, "under the mouse");
    assertTrue(middleY("#kl-point") > height + 30, "down the curve");
    assertEquals(Math.rint(logAlpha * 100) / 100, logAlpha, "in steps of 0.01");
    assertEquals(logAlpha, parsed(field()), 1e-9);
    assertEquals(Math.exp(logAlpha), number("#kl-alpha"), 1e-4);
    double slope = number("#kl-SLOPE-EXACT");
    assertTrue(slope > 0.5 && slope < 0.65, "slope " + slope);
    user.drag("#kl-point", 0.5, 60);
    assertEquals(8, logAlpha(), "held at the end of the axis");
  }

  @Test
  void arrowKeysMoveThePointAndNotTheEpoch() throws Exception {
    Run run = look();
    UiDriver.run(() -> studio.model().cursor().moveTo(40));
    user.click("#kl-point");
    user.press(KeyCode.RIGHT);
    assertEquals(0.1, logAlpha(), 1e-9);
    user.press(KeyCode.LEFT);
    user.press(KeyCode.DOWN);
    assertEquals(-0.1, logAlpha(), 1e-9);
    user.press(KeyCode.UP, UiDriver.SHIFT);
    user.press(KeyCode.RIGHT, UiDriver.SHIFT);
    assertEquals(1.9, logAlpha(), 1e-9);
    assertEquals("1.90", field());
    user.press(KeyCode.HOME);
    assertEquals(-8, logAlpha());
    user.press(KeyCode.LEFT);
    assertEquals(-8, logAlpha(), "held");
    user.press(KeyCode.END);
    assertEquals(8, logAlpha());
    assertEquals(40, studio.model().cursor().epochProperty().get());
    assertEquals(200, run.latest().orElseThrow().epoch());
  }

  @Test
  void countsTheWeightsOfTheChosenLayerAtTheEpochOfTheCursor() throws Exception {
    Run run = look();
    List<LayerWeights> weights = run.weights().orElseThrow();
    user.fill("#kl-log-alpha", "7.5");
    user.waitFor(
        "the weights are sorted",
        () -> textNow("#kl-source").equals(Text.of("ui.kl.source.weights", "200")));
    assertEquals(between(weights.getFirst(), 7.5, 9), number("#kl-from"));
    assertEquals(between(weights.getFirst(), 7.45, 7.55), number("#kl-near"));
    clickSegment("#kl-layers", 3); // All, fc1, fc2, fc3
    assertEquals("fc3", studio.model().cursor().layerProperty().get());
    user.fill("#kl-log-alpha", "\u22121.23");
    assertEquals(between(weights.get(2), -1.23, 9), number("#kl-from"));
    assertEquals(between(weights.get(2), -1.28, -1.18), number("#kl-near"));
    assertTrue(number("#kl-near") > 0, "or it proves nothing");
    clickSegment("#kl-layers", 0);
    long all = weights.stream().mapToLong(each -> between(each, -1.23, 9)).sum();
    assertEquals(all, number("#kl-from"));
    user.fill("#kl-log-alpha", "3");
    user.fill("#time-epoch", "40");
    assertEquals(Text.of("ui.kl.source.histogram", "40"), user.textOf("#kl-source"));
    long held = run.histograms(40).stream().mapToLong(each -> each.total() - each.kept(3)).sum();
    assertEquals(held, number("#kl-from"), "histograms are exact at a tenth");
    assertTrue(user.textOf("#kl-near").startsWith("\u2248"), user.textOf("#kl-near"));
    user.snapshot(PICTURES.resolve("kl-lab-epoch-40.png"));
  }

  @Test
  void theSlopeIsOneClickAway() {
    double before = middleY("#kl-point");
    String value = user.find(Region.class, "#kl-lab-chart").getAccessibleText();
    assertTrue(value.contains("0.0094") && value.contains("0.0403"), value);
    clickSegment("#kl-quantity", 1);
    user.waitFor("drawn", () -> Math.abs(middleYNow("#kl-point") - before) > 20);
    String slope = user.find(Region.class, "#kl-lab-chart").getAccessibleText();
    assertTrue(slope.contains("0.0137") && slope.contains("0.0539"), slope);
    user.hover("#kl-lab-chart", 0.3, 0.3);
    user.snapshot(PICTURES.resolve("kl-lab-slope-hover.png"));
    assertTrue(user.sees("#kl-lab .read-out"), "cross-hair");
  }

  @Test
  void enlargesAndSavesThePictureWithThePointInIt() throws Exception {
    double width = user.find(Region.class, "#kl-lab").getWidth();
    user.doubleClick("#kl-lab .card-title");
    assertTrue(user.find(Region.class, "#kl-lab").getWidth() > width + 200);
    assertFalse(user.sees("#kl-read-out"));
    user.press(KeyCode.ESCAPE);
    assertEquals(width, user.find(Region.class, "#kl-lab").getWidth(), 1);
    int[] before = saved("before.png");
    user.fill("#kl-log-alpha", "\u22124");
    int[] after = saved("after.png");
    assertEquals(before.length, after.length);
    assertNotEquals(Arrays.hashCode(before), Arrays.hashCode(after), "another point");
  }

  @Test
  void theNumbersFollowThePointWithinAFrame() throws Exception {
    look();
    user.waitFor(
        "the weights are sorted",
        () -> textNow("#kl-source").equals(Text.of("ui.kl.source.weights", "200")));
    KlLabCard card = user.find(KlLabCard.class, "#kl-lab");
    long[] nanos = new long[101];
    for (int i = 0; i < nanos.length; i++) {
      double logAlpha = -5 + i / 10.0;
      nanos[i] =
          UiDriver.call(() -> {
            // Its own time on the processor: what else the machine does is not the lab's.
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            card.logAlphaProperty().set(logAlpha);
            user.stage().getScene().getRoot().applyCss();
            user.stage().getScene().getRoot().layout();
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
          });
      assertEquals(logAlpha, parsed(field()), 0.0051, "at once");
    }
    Arrays.sort(nanos);
    double median = nanos[nanos.length / 2] / 1e6;
    System.out.printf("KL lab: read-out follows in %.2f ms%n", median);
    assertTrue(median < 16, median + " ms");
  }

  private Run look() throws Exception {
    Run run = RunFolder.open(SampleRuns.ofProgram().folder().resolve("lenet-300-100-s1"));
    UiDriver.run(() -> studio.model().look(run));
    user.waitFor("the run is shown", () -> textNow("#kl-source").contains("200"));
    return run;
  }

  private int[] saved(String name) throws Exception {
    Path file = folder.resolve(name);
    studio.files().answer(file);
    user.click("#kl-lab .card-actions > .icon-button");
    user.clickMenuItem("chart-save-png");
    user.waitFor("the picture is there", () -> Files.exists(file));
    BufferedImage image = ImageIO.read(file.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** Weights with log α in [from, to), by the definition. */
  private static long between(LayerWeights layer, double from, double to) {
    float[] theta = layer.theta().data;
    float[] logSigma2 = layer.logSigma2().orElseThrow().data;
    long count = 0;
    for (int i = 0; i < layer.weightCount(); i++) {
      double unclipped = logSigma2[i] - Math.log((double) theta[i] * theta[i] + 1e-8);
      double logAlpha = Math.clamp(unclipped, -8.0, 8.0);
      count += logAlpha >= from && logAlpha < to ? 1 : 0;
    }
    return count;
  }

  private void clickSegment(String control, int place) {
    Node segment =
        UiDriver.call(() -> {
          Node found =
              studio.window().scene().lookup(control).lookupAll(".segment").stream()
                  .skip(place)
                  .findFirst()
                  .orElseThrow();
          found.setId("segment-to-click");
          return found;
        });
    user.click("#segment-to-click");
    UiDriver.run(() -> segment.setId(null));
  }

  private double logAlpha() {
    return UiDriver.call(
        () -> ((KlLabCard) studio.window().scene().lookup("#kl-lab")).logAlphaProperty().get());
  }

  private String field() {
    return UiDriver.call(
        () -> ((TextField) studio.window().scene().lookup("#kl-log-alpha")).getText());
  }

  private String textNow(String selector) {
    return ((Labeled) studio.window().scene().lookup(selector)).getText();
  }

  private double number(String selector) {
    return parsed(user.textOf(selector));
  }

  private static double parsed(String text) {
    return Double.parseDouble(text.replace(MINUS, '-').replace(",", ""));
  }

  private double middleX(String selector) {
    return UiDriver.call(() -> bounds(selector).getCenterX());
  }

  private double middleY(String selector) {
    return UiDriver.call(() -> middleYNow(selector));
  }

  private double middleYNow(String selector) {
    return bounds(selector).getCenterY();
  }

  private Bounds bounds(String selector) {
    Node node = studio.window().scene().lookup(selector);
    return node.localToScene(node.getLayoutBounds());
  }
}
