package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.run.PinnedWeights.Pin;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.ThinnedRun;
import org.sparsevd.text.Numbers;

/** The mask view of a trained network, worked by mouse and keys. */
@Timeout(300)
final class MaskViewTest {
  @TempDir private Path folder;
  private Run run;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void openAMaskView() throws Exception {
    UiDriver.startToolkit();
    // A copy: pins are written into the run's folder.
    Path copy = folder.resolve("lenet-300-100-s1");
    ThinnedRun.write(Path.of("assets", "runs", "lenet-300-100-s1"), copy, 50, true);
    run = RunFolder.open(copy);
    studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1000, 980);
    user = studio.show();
    UiDriver.run(() -> studio.model().look(run));
    // The headless screen is narrow: at smaller text the inspector is on it too.
    user.press(KeyCode.MINUS, UiDriver.CTRL);
    user.press(KeyCode.MINUS, UiDriver.CTRL);
    user.open(ViewKind.MASKS);
    await("#layer-fc1");
    waitForText("#mask-read-out", "weights kept");
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  private void await(String selector) {
    user.waitFor(selector, () -> studio.window().scene().lookup(selector) != null);
  }

  private String text(String selector) {
    Node node = studio.window().scene().lookup(selector);
    return node instanceof Labeled labeled ? labeled.getText() : "";
  }

  private void waitForText(String selector, String part) {
    user.waitFor(selector + " says " + part, () -> text(selector).contains(part));
  }

  private String subtitle() {
    return ((Label) studio.window().scene().lookup(".masks .card .card-subtitle")).getText();
  }

  /** Presses the segment of a control with these words. */
  private void segment(String control, String words) {
    UiDriver.run(() -> {
      Set<Node> segments = ((Parent) studio.window().scene().lookup(control)).lookupAll(".segment");
      segments.forEach(
          node -> node.setId(((ToggleButton) node).getText().equals(words) ? "wanted" : null));
    });
    user.click("#wanted");
    UiDriver.run(() -> studio.window().scene().lookup("#wanted").setId(null));
  }

  private void clickCell(double x, double y) {
    user.clickAt("#mask-pixels .image-view", x, y, 1, 0);
  }

  @Test
  void modesAndFormsHaveTheirKeysAndPictures() {
    waitForText("#mask-live", " of 400");
    assertTrue(user.textOf("#mask-saved").startsWith("Removing the dead ones saves 193,592"));
    assertTrue(user.textOf("#mask-read-out").startsWith("Dead neurons: 214 "));
    segment("#mask-mode", "\u03b8");
    user.waitFor("the key of \u03b8", () -> keyWords().contains("+3"));
    assertTrue(keyWords().contains("\u22123"), keyWords().toString());
    segment("#mask-mode", "log \u03b1");
    user.waitFor("the key of log \u03b1", () -> keyWords().contains("8  (grey: pruned, from 3.0)"));
    segment("#mask-mode", "SNR");
    user.waitFor("the key of SNR", () -> keyWords().contains("0"));
    segment("#mask-form", "Matrix");
    user.waitFor("the matrix", () -> subtitle().equals("a row a neuron, a column an input"));
    segment("#mask-form", "Per pixel");
    user.waitFor("pixels", () -> subtitle().equals("kept weights per pixel"));
    segment("#mask-form", "Tiles");
    user.waitFor("tiles", () -> subtitle().startsWith("a 28 \u00d7 28 tile"));
    double before = imageWidth();
    segment("#zoom", "1\u00d7");
    user.waitFor("smaller tiles", () -> imageWidth() != before || imageHeight() < 400);
  }

  private List<String> keyWords() {
    return ((Parent) studio.window().scene().lookup("#mask-key"))
        .lookupAll(".caption").stream()
            .filter(node -> node.isManaged())
            .map(node -> ((Label) node).getText())
            .toList();
  }

  private double imageWidth() {
    return image().getLayoutBounds().getWidth();
  }

  private double imageHeight() {
    return image().getLayoutBounds().getHeight();
  }

  private Node image() {
    return studio.window().scene().lookup("#mask-pixels .image-view");
  }

  @Test
  void theOrderOfNeuronsAndInputsIsChosen() {
    user.click("#layer-fc3");
    user.waitFor("fc3", () -> studio.window().scene().lookup("#sort-inputs").isVisible());
    user.hover("#mask-pixels .image-view", 0.05, 0.5);
    String first = user.textOf("#mask-read-out");
    user.choose("#sort-inputs", 0); // by kept weights
    waitForText("#mask-read-out", "weights kept");
    user.hover("#mask-pixels .image-view", 0.05, 0.5);
    String second = user.textOf("#mask-read-out");
    assertNotEquals(first, second);
    assertTrue(second.startsWith("input "), second);
  }

  @Test
  void aClickedWeightTellsWhatItIsAndHowItBecameSo() {
    segment("#mask-form", "Matrix");
    user.waitFor("the matrix", () -> subtitle().startsWith("a row a neuron"));
    clickCell(0.5, 0.2);
    waitForText("#weight-place", "pixel ");
    // The next kept weight, whose exact values are those of the weights file.
    user.click("#weight-next");
    waitForText("#weight-state", "kept");
    int weight = weightOf(user.textOf("#weight-place"));
    LayerWeights fc1 = run.weights().orElseThrow().getFirst();
    assertEquals(fc1.theta().data[weight], number("#weight-theta"), 1e-4);
    double sigma = Math.exp(fc1.logSigma2().orElseThrow().data[weight] / 2.0);
    assertEquals(sigma, number("#weight-sigma"), 1e-4);
    assertEquals(
        Numbers.decimals(Math.abs(fc1.theta().data[weight]) / sigma, 2),
        user.textOf("#weight-snr"));
    assertTrue(user.textOf("#weight-precision").startsWith("Exact in this epoch."));
    user.waitFor("its life", () -> life().contains("epochs 0 to 200"));
    // In the past it is rounded, and says so.
    UiDriver.run(() -> studio.model().cursor().moveTo(50));
    waitForText("#weight-precision", "Rounded: log \u03b1 to 0.1");
    assertEquals(
        Numbers.decimals(run.history(50).orElseThrow().layers().getFirst().logAlpha(weight), 1),
        user.textOf("#weight-log-alpha"));
    user.waitFor("the life at 50", () -> life().contains("At epoch 50"));
  }

  private double number(String selector) {
    return Double.parseDouble(user.textOf(selector).replace('\u2212', '-'));
  }

  private String life() {
    String text = studio.window().scene().lookup("#biography .chart-surface").getAccessibleText();
    return text == null ? "" : text;
  }

  /** From words such as "pixel 9, 14 → neuron 3". */
  private static int weightOf(String place) {
    String[] numbers = place.replaceAll("[^0-9]+", " ").strip().split(" ", -1);
    int pixel = Integer.parseInt(numbers[1]) * 28 + Integer.parseInt(numbers[0]);
    return pixel * 300 + Integer.parseInt(numbers[2]) - 1;
  }

  @Test
  void arrowKeysMoveFromCellToCellAndButtonsFromKeptWeightToKeptWeight() {
    clickCell(0.05, 0.01);
    waitForText("#weight-place", "pixel ");
    int start = weightOf(user.textOf("#weight-place"));
    user.press(KeyCode.RIGHT);
    assertEquals(start + 300, weightOf(user.textOf("#weight-place")));
    user.press(KeyCode.DOWN);
    assertEquals(start + 300 + 28 * 300, weightOf(user.textOf("#weight-place")));
    user.press(KeyCode.LEFT);
    user.press(KeyCode.UP);
    assertEquals(start, weightOf(user.textOf("#weight-place")));
    assertEquals(200, studio.model().cursor().epochProperty().get(), "time stands still");
    user.click("#weight-next");
    int next = weightOf(user.textOf("#weight-place"));
    assertEquals("kept", user.textOf("#weight-state"));
    user.click("#weight-next");
    user.click("#weight-previous");
    assertEquals(next, weightOf(user.textOf("#weight-place")));
  }

  @Test
  void theLifeOfAWeightIsSavedAsItsOtherChartsAre() throws Exception {
    clickCell(0.05, 0.01);
    waitForText("#weight-place", "pixel ");
    user.click("#weight-next");
    user.waitFor("its whole life", () -> life().contains("to 200."));
    Path numbers = folder.resolve("life.csv");
    studio.files().answer(numbers);
    user.click("#weight-more");
    user.clickMenuItem("chart-save-csv");
    List<String> lines = Files.readAllLines(numbers);
    assertTrue(lines.size() > 2 && lines.getFirst().contains("σ"), lines.toString());
    assertTrue(lines.getLast().startsWith("200"), lines.getLast());
    Path picture = folder.resolve("life.svg");
    studio.files().answer(picture);
    user.click("#weight-more");
    user.clickMenuItem("chart-save-svg");
    assertTrue(Files.readString(picture).contains("<svg"));
  }

  @Test
  void aPinnedWeightIsWrittenIntoTheRunAndFoundAgain() throws Exception {
    clickCell(0.05, 0.01);
    waitForText("#weight-place", "pixel ");
    user.click("#weight-next");
    Pin pin = new Pin("fc1", weightOf(user.textOf("#weight-place")));
    user.click("#weight-pin");
    await(".pin-chip");
    assertEquals(Set.of(pin), run.pinned().read().keySet());
    assertEquals(
        run.weights().orElseThrow().getFirst().theta().data[pin.weight()],
        run.pinned().read().get(pin).get(200).theta());
    // Another layer, and back by its chip.
    user.click("#layer-fc2");
    waitForText("#weight-place", "Click a weight");
    user.click(".pin-chip");
    waitForText("#weight-place", "pixel ");
    assertEquals(pin.weight(), weightOf(user.textOf("#weight-place")));
    assertEquals("fc1", studio.model().cursor().layerProperty().get());
    // The window is closed and another one opened on the same folder.
    Run again = RunFolder.open(run.folder());
    UiDriver.run(() -> studio.model().look(again));
    await(".pin-chip");
    user.click(".pin-chip");
    waitForText("#weight-place", "pixel ");
    user.waitFor(
        "the pin is lit",
        () -> ((ToggleButton) studio.window().scene().lookup("#weight-pin")).isSelected());
    user.click("#weight-pin");
    user.waitFor("no pins", () -> studio.window().scene().lookup(".pin-chip") == null);
    assertFalse(Files.exists(run.folder().resolve("pinned.csv")));
  }

  @Test
  void masksFollowTheTimeCursorAndAHeldOrderStays() {
    double late = imageHeight();
    user.click("#hold-order");
    UiDriver.run(() -> studio.model().cursor().moveTo(50));
    user.waitFor("epoch 50", () -> !text("#mask-read-out").startsWith("Dead neurons: 214"));
    assertEquals(late, imageHeight(), "the neurons of epoch 200");
    user.click("#hold-order");
    user.waitFor("more live neurons", () -> imageHeight() > late);
  }

  @Test
  void thePictureAndTheWholeHistoryAreSaved() throws Exception {
    Path picture = folder.resolve("masks.png");
    Path film = folder.resolve("masks.gif");
    studio.files().answer(picture);
    studio.files().answer(film);
    user.click("#mask-save");
    user.clickMenuItem("mask-save-picture");
    waitForText("#film-words", "masks.png is saved");
    assertEquals(0x89, Files.readAllBytes(picture)[0] & 0xFF);
    user.click("#mask-save");
    user.clickMenuItem("mask-save-film");
    waitForText("#film-words", "masks.gif is saved, 5 frames");
    assertEquals("GIF89a", new String(Files.readAllBytes(film), 0, 6, StandardCharsets.US_ASCII));
    assertFalse(studio.window().scene().lookup("#film-progress").isVisible());
  }

  @Test
  void aFilmIsCancelled() throws Exception {
    Path film = folder.resolve("masks.gif");
    studio.files().answer(film);
    user.click("#mask-save");
    user.clickMenuItem("mask-save-film");
    // Fired, not clicked: a fast machine may be done before a mouse is there.
    UiDriver.run(() -> ((Button) studio.window().scene().lookup("#film-cancel")).fire());
    user.waitFor("it ends", () -> !text("#film-words").startsWith("Writing"));
    boolean cancelled = user.textOf("#film-words").equals("The GIF was not written.");
    assertEquals(!cancelled, Files.exists(film));
    assertFalse(Files.exists(folder.resolve("masks.gif.part")));
  }
}
