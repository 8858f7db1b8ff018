package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.RunFolder;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;
import org.sparsevd.ui.train.SessionState;

/** A user mixes true labels with random ones, by the slider and by its field. */
@Timeout(180)
final class ShareSliderTest {
  private static final String SLIDER = "#randomLabels-slider";
  private static final String FIELD = "#randomLabels";

  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() {
    UiDriver.startToolkit();
    studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1440, 860);
    user = studio.show();
    user.click("#group-data");
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  @Test
  void whatIsDraggedStandsInTheFieldAndInTheConfigInStepsOfATwentieth() {
    slide(0, 0.5);
    assertShare("0.5", 0.5);
    slide(0.5, 0.31);
    assertShare("0.3", 0.3);
    user.clickAt(SLIDER, at(0.75), 0.5, 1, 0);
    assertShare("0.75", 0.75);
    slide(0.75, 1.5);
    assertShare("1.0", 1);
  }

  @Test
  void arrowsSlideByATwentiethAndHomeAndEndToTheEnds() {
    UiDriver.run(user.find(Slider.class, SLIDER)::requestFocus);
    user.press(KeyCode.RIGHT);
    user.press(KeyCode.RIGHT);
    user.press(KeyCode.RIGHT);
    assertShare("0.15", 0.15);
    user.press(KeyCode.LEFT);
    assertShare("0.1", 0.1);
    user.press(KeyCode.END);
    assertShare("1.0", 1);
    user.press(KeyCode.RIGHT);
    assertShare("1.0", 1);
    user.press(KeyCode.HOME);
    assertShare("0.0", 0);
  }

  @Test
  void whatIsTypedMovesTheSliderAndKeepsItsDigits() {
    user.fill(FIELD, "0.333");
    assertShare("0.333", 0.333);
    user.fill(FIELD, "2");
    assertEquals(0.333, value(), "what is no share moves nothing");
    assertTrue(config().isEmpty());
    UiDriver.run(user.find(Slider.class, SLIDER)::requestFocus);
    user.press(KeyCode.RIGHT);
    assertShare("0.4", 0.4);
  }

  @Test
  void thePresetsOwnShareComesBack() {
    slide(0, 0.5);
    user.click("#form-menu");
    user.clickMenuItem(Text.of("ui.form.restore"));
    assertEquals(0, value());
    assertEquals(Optional.of(Presets.all().getFirst().config()), config());
  }

  @Test
  void aTrainingFixesItAndItsEndSetsItFree() throws Exception {
    toy();
    slide(0, 0.5);
    user.click("#train");
    user.waitFor("it trains", () -> studio.model().trainedRun().isPresent());
    assertTrue(user.find(Slider.class, SLIDER).isDisabled());
    slide(0.5, 0.9);
    user.fill(FIELD, "0.9");
    assertShare("0.5", 0.5);
    user.click("#stop");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    assertFalse(user.find(Slider.class, SLIDER).isDisabled());
    slide(0.5, 0.9);
    assertShare("0.9", 0.9);
    assertEquals(List.of(0.5), shares());
  }

  @Test
  void bothTwinsTrainOnTheSameMixture() throws Exception {
    toy();
    slide(0, 0.3);
    user.open(ViewKind.COMPARE);
    user.click("#train-twins");
    user.waitFor("the twins", () -> studio.model().twins().size() == 2);
    user.waitFor(
        "an epoch of both",
        () ->
            studio.model().twins().stream()
                .allMatch(run -> run.latest().filter(last -> last.epoch() >= 1).isPresent()));
    user.click("#stop");
    user.waitFor("it ends", () -> studio.model().state() == SessionState.ENDED);
    assertEquals(List.of(0.3, 0.3), shares());
  }

  private void slide(double from, double to) {
    user.drag(SLIDER, at(from), at(to));
  }

  /** Where the middle of the thumb stands at a value, as a share of the slider's width. */
  private double at(double value) {
    Slider slider = user.find(Slider.class, SLIDER);
    double thumb = slider.lookup(".thumb").getLayoutBounds().getWidth();
    return (thumb / 2 + value * (slider.getWidth() - thumb)) / slider.getWidth();
  }

  /** The shares that the runs of this studio say they were trained on. */
  private List<Double> shares() throws Exception {
    return RunFolder.runsIn(folder.resolve("runs")).stream().map(ShareSliderTest::share).toList();
  }

  private static double share(Path run) {
    try {
      return RunFolder.open(run).info().config().orElseThrow().randomLabels();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void toy() throws Exception {
    ExperimentConfig config = Presets.named("toy").config().with("epochs", "10000").validated();
    UiDriver.run(() -> studio.model().experiment().load(config));
  }

  private void assertShare(String field, double share) {
    assertEquals(field, user.find(TextField.class, FIELD).getText());
    assertEquals(share, value(), 1e-9);
    assertEquals(Optional.of(share), config().map(ExperimentConfig::randomLabels));
  }

  private double value() {
    return user.find(Slider.class, SLIDER).getValue();
  }

  private Optional<ExperimentConfig> config() {
    return UiDriver.call(() -> studio.model().experiment().configProperty().get());
  }
}
