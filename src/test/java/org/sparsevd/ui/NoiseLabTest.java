package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;

/** A user works the noise lab by mouse and keys, on a real run. */
@Timeout(300)
final class NoiseLabTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() {
    UiDriver.startToolkit();
    studio = new Windows(folder, Theme.LIGHT, 1440, 900);
    user = studio.show();
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  private void seeNoise() {
    user.click("#view-kl");
    UiDriver.run(() ->
        ((ToggleButton)
                studio.window().scene().lookup("#kl-pages").lookupAll(".segment").toArray()[1])
            .fire());
  }

  private void openSample() throws IOException {
    Path sample = SampleRuns.ofProgram().folder().resolve("lenet-300-100-s1");
    UiDriver.run(() -> studio.model().look(run(sample)));
    seeNoise();
    user.waitFor("a weight is chosen", () -> !text("#noise-theta").equals("–"));
  }

  private static Run run(Path folder) {
    try {
      return RunFolder.open(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** For conditions, which are asked on the view's thread. */
  private String text(String selector) {
    return ((Labeled) studio.window().scene().lookup(selector)).getText();
  }

  @Test
  void aWeightIsChosenAndItsNoiseGrows() throws Exception {
    openSample();
    String own = user.textOf("#noise-own");
    assertEquals(own, user.find(TextField.class, "#noise-log-alpha").getText());
    user.waitFor("draws are counted", () -> text("#noise-drawn").length() > 5);
    String first = user.textOf("#noise-theta");
    user.click("#noise-another");
    assertNotEquals(first, user.textOf("#noise-theta"));
    user.fill("#noise-log-alpha", "0");
    assertEquals("0.500", user.textOf("#noise-rate"));
    assertEquals("15.87 %", user.textOf("#noise-expected"));
    user.waitFor("many draws", () -> text("#noise-drawn").equals("200,000"));
    double share = Double.parseDouble(user.textOf("#noise-other-sign").replace(" %", ""));
    assertEquals(15.87, share, 0.5);
    user.fill("#noise-input", "400");
    user.fill("#noise-output", "7");
    assertTrue(user.find(TextField.class, "#noise-input").getText().equals("400"));
    user.fill("#noise-input", "99999");
    assertEquals("400", user.find(TextField.class, "#noise-input").getText(), "no such weight");
    user.fill("#noise-log-alpha", "−2");
    Slider slider = user.find(Slider.class, "#noise-slider");
    double before = UiDriver.call(slider::getValue);
    UiDriver.run(slider::requestFocus);
    user.press(KeyCode.RIGHT);
    assertEquals(before + 0.1, UiDriver.call(slider::getValue), 1e-6);
    user.click("#noise-grow");
    user.waitFor("α has grown", () -> slider.getValue() > before + 1);
    user.click("#noise-grow");
  }

  @Test
  void theGradientsNoiseIsMeasuredAndTheEstimatorsRace() throws Exception {
    openSample();
    user.snapshot(PICTURES.resolve("noise-before.png"));
    user.click("#measure");
    assertEquals("Cancel", user.find(Button.class, "#measure").getText());
    user.waitFor("it is measured", () -> text("#noise-ratios").contains("fc3"));
    String ratios = user.textOf("#noise-ratios");
    List<Double> multiples =
        Pattern.compile("([0-9.,]+)×")
            .matcher(ratios)
            .results()
            .map(found -> Double.parseDouble(found.group(1).replace(",", "")))
            .toList();
    assertEquals(6, multiples.size(), ratios);
    for (int layer = 0; layer < 3; layer++) {
      double multiplied = multiples.get(2 * layer);
      double added = multiples.get(2 * layer + 1);
      assertTrue(multiplied > added && added > 1, ratios);
    }
    user.fill("#race-epochs", "none");
    user.click("#race");
    assertEquals("10", user.find(TextField.class, "#race-epochs").getText(), "put back");
    user.fill("#race-epochs", "2");
    user.click("#race");
    user.waitFor(
        "it is over", Duration.ofMinutes(3), () -> button("#race").getText().equals("Start"));
    user.settle();
    assertFalse(user.sees("#noise-problem"));
    user.snapshot(PICTURES.resolve("noise-light.png"));
    user.click("#theme");
    user.snapshot(PICTURES.resolve("noise-dark.png"));
    user.fill("#race-epochs", "500");
    user.click("#race");
    user.click("#race");
    user.waitFor("it is cancelled", () -> button("#race").getText().equals("Start"));
    assertTrue(Files.exists(PICTURES.resolve("noise-dark.png")));
  }

  private Button button(String selector) {
    return (Button) studio.window().scene().lookup(selector);
  }

  @Test
  void withoutARunItSaysWhatIsMissing() {
    seeNoise();
    user.click("#measure");
    assertTrue(user.textOf("#noise-problem").contains("Sparse VD run"));
    assertTrue(UiDriver.call(() -> studio.window().scene().lookup("#noise-another").isDisabled()));
  }
}
