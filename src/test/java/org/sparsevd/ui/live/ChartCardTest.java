package org.sparsevd.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.LearningCurvesChart;
import org.sparsevd.chart.RunView;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFixtures;
import org.sparsevd.ui.Theme;
import org.sparsevd.ui.UiDriver;
import org.sparsevd.ui.control.FileDialogs;

/** Pictures to look at are in {@code target/screenshots}. */
class ChartCardTest {
  private static final Run RUN = RunFixtures.sparseVd(62);
  private static final RunView VIEW = new RunView(RUN, 62, 3, "fc1");

  private final ChosenFile dialogs = new ChosenFile();
  private LearningCurvesCard learning;
  private SparsityCard sparsity;
  private LogAlphaCard logAlpha;
  private KlCard kl;
  private UiDriver driver;

  @AfterEach
  void close() {
    driver.close();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void theFourCardsStandBesideEachOtherInBothThemes(Theme theme) {
    open(theme, VIEW);
    snapshot(picture("chart-cards-", theme));
    driver.hover("#learning-chart", 0.4, 0.4);
    snapshot(picture("chart-cards-hover-", theme));
    assertTrue(UiDriver.call(() -> learning.crossHair().isShown()));
    assertTrue(UiDriver.call(() -> sparsity.crossHair().isShown()), "moves in all");
    assertTrue(UiDriver.call(() -> learning.crossHair().text()).contains("train"));
  }

  @Test
  void draggingThePillMovesTheCutInStepsOfATenth() {
    open(Theme.LIGHT, VIEW);
    double width = UiDriver.call(() -> logAlpha.handle().getWidth());
    double from = UiDriver.call(() -> logAlpha.chart().pixelOf(3));
    double to = UiDriver.call(() -> logAlpha.chart().pixelOf(-1.5));
    driver.drag("#cut", from / width, to / width);
    double cut = UiDriver.call(() -> logAlpha.cutProperty().get());
    assertEquals(-1.5, cut, 0.1001);
    assertEquals(Math.round(cut * 10) / 10.0, cut);
    drawn();
    assertEquals(cut, UiDriver.call(() -> logAlpha.chart().view().orElseThrow().cut()));
    snapshot(picture("chart-cards-dragged-", Theme.LIGHT));
  }

  @Test
  void theCutFollowsArrowKeysAndCanBeTyped() {
    open(Theme.LIGHT, VIEW);
    UiDriver.run(() -> logAlpha.handle().requestFocus());
    driver.press(KeyCode.RIGHT);
    assertEquals(3.1, UiDriver.call(() -> logAlpha.cutProperty().get()));
    driver.press(KeyCode.LEFT);
    driver.press(KeyCode.LEFT);
    assertEquals(2.9, UiDriver.call(() -> logAlpha.cutProperty().get()));
    driver.click("#cut .cut-pill");
    assertTrue(driver.sees("#cut .cut-field"));
    driver.type("\u22122,34");
    driver.press(KeyCode.ENTER);
    assertEquals(-2.3, UiDriver.call(() -> logAlpha.cutProperty().get()));
    assertFalse(driver.sees("#cut .cut-field"));
    driver.click("#cut .cut-pill");
    driver.type("7");
    driver.press(KeyCode.ESCAPE);
    assertEquals(-2.3, UiDriver.call(() -> logAlpha.cutProperty().get()), "given up");
  }

  @Test
  void choosingALayerShowsItsHistogram() {
    open(Theme.DARK, VIEW);
    UiDriver.run(() -> logAlpha.layerProperty().set("fc2"));
    assertEquals("fc2", UiDriver.call(() -> logAlpha.chart().view().orElseThrow().layer()));
    UiDriver.run(() -> logAlpha.layerProperty().set(""));
    snapshot(picture("chart-cards-all-", Theme.DARK));
  }

  @Test
  void aClickOnALabelSwitchesItsLineOffAndOnAgain() {
    open(Theme.LIGHT, VIEW);
    LearningCurvesChart chart = (LearningCurvesChart) learning.chart();
    for (boolean shown : new boolean[] {false, true}) {
      double[] at = UiDriver.call(() -> labelOf(chart, "train"));
      driver.clickAt("#learning-chart", at[0], at[1], 1, 0);
      drawn();
      assertEquals(
          shown,
          UiDriver.call(() ->
              chart.series().stream()
                  .filter(each -> each.key().equals("train"))
                  .findFirst()
                  .orElseThrow()
                  .shown()));
      snapshot(picture("chart-cards-switched-" + shown + "-", Theme.LIGHT));
    }
  }

  @Test
  void aSavedPictureShowsTheChart(@TempDir Path folder) throws Exception {
    open(Theme.LIGHT, VIEW);
    dialogs.file = folder.resolve("chart.png");
    UiDriver.run(() -> logAlpha.savePicture());
    assertTrue(Files.size(dialogs.file) > 10_000);
    List<Path> failed = new ArrayList<>();
    UiDriver.run(() -> {
      logAlpha.setOnSaveFailed((file, cause) -> failed.add(file));
      logAlpha.savePicture(folder.resolve("missing").resolve("chart.png"));
    });
    assertEquals(1, failed.size());
  }

  @Test
  void manyUpdatesMakeFewDrawings() {
    open(Theme.LIGHT, VIEW);
    drawn();
    long before = UiDriver.call(() -> sparsity.surface().drawings());
    long start = System.nanoTime();
    for (int i = 0; i < 400; i++) {
      int epoch = i % 60;
      UiDriver.run(() -> sparsity.show(new RunView(RUN, epoch, 3, "")));
    }
    drawn();
    double seconds = (System.nanoTime() - start) / 1e9;
    long drawings = UiDriver.call(() -> sparsity.surface().drawings()) - before;
    assertTrue(drawings >= 1 && drawings <= 15 * seconds + 2, drawings + " in " + seconds + " s");
    assertEquals(39, UiDriver.call(() -> sparsity.chart().view().orElseThrow().epoch()));
  }

  @Test
  void aHiddenCardIsNotDrawn() {
    open(Theme.LIGHT, VIEW);
    UiDriver.run(() -> kl.getParent().setVisible(false));
    drawn();
    long before = UiDriver.call(() -> kl.surface().drawings());
    UiDriver.run(() -> kl.show(new RunView(RUN, 3, 3, "")));
    drawn();
    assertEquals(before, UiDriver.call(() -> kl.surface().drawings()));
  }

  @Test
  void theCardSaysInWordsWhatItShows() {
    open(Theme.LIGHT, VIEW);
    String words = UiDriver.call(() -> sparsity.surface().getAccessibleText());
    assertTrue(words.contains("fc1") && words.contains("epochs 0 to 62"), words);
    UiDriver.run(() -> sparsity.show(Optional.empty()));
    assertTrue(
        UiDriver.call(() -> sparsity.surface().getAccessibleText()).contains("appears here"));
    snapshot(picture("chart-cards-empty-", Theme.LIGHT));
  }

  private void open(Theme theme, RunView view) {
    driver = UiDriver.show(() -> scene(theme, view));
    drawn();
    assertEquals(OptionalDouble.empty(), UiDriver.call(() -> learning.hoverEpochProperty().get()));
  }

  private Scene scene(Theme theme, RunView view) {
    learning = new LearningCurvesCard(dialogs);
    sparsity = new SparsityCard(dialogs);
    logAlpha = new LogAlphaCard(dialogs);
    kl = new KlCard(dialogs);
    learning.surface().setId("learning-chart");
    logAlpha.handle().setId("cut");
    GridPane grid = new GridPane();
    grid.setHgap(16);
    grid.setVgap(16);
    grid.setPadding(new Insets(16));
    List<RunChartCard> cards = cards();
    for (int i = 0; i < cards.size(); i++) {
      cards.get(i).setPrefSize(392, 358);
      cards.get(i).setTheme(theme.isDark() ? ChartTheme.DARK : ChartTheme.LIGHT);
      cards.get(i).show(Optional.of(view));
      grid.add(cards.get(i), i % 2, i / 2);
    }
    learning.hoverEpochProperty().bindBidirectional(sparsity.hoverEpochProperty());
    logAlpha.hoverLogAlphaProperty().bindBidirectional(kl.hoverLogAlphaProperty());
    Scene scene = new Scene(grid, 832, 764);
    theme.applyTo(scene, 12);
    return scene;
  }

  private List<RunChartCard> cards() {
    return List.of(learning, sparsity, logAlpha, kl);
  }

  /** Waits for drawings that were put off. */
  private void drawn() {
    driver.waitFor(
        "charts drawn",
        () ->
            cards().stream()
                .allMatch(card -> card.surface().isUpToDate() || !card.getParent().isVisible()));
  }

  private void snapshot(Path file) {
    drawn();
    driver.snapshot(file);
  }

  private static Path picture(String name, Theme theme) {
    return Path.of("target", "screenshots", name + (theme.isDark() ? "dark.png" : "light.png"));
  }

  private double[] labelOf(LearningCurvesChart chart, String key) {
    ChartSurface surface = learning.surface();
    for (double y = 0; y < 400; y += 2) {
      double x = chart.plotArea().getMaxX() + 12;
      if (chart.seriesAt(x, y).filter(key::equals).isPresent()) {
        return new double[] {x / surface.getWidth(), (y + 4) / surface.getHeight()};
      }
    }
    throw new AssertionError("no label " + key);
  }

  private static final class ChosenFile implements FileDialogs {
    private Path file;

    @Override
    public Optional<Path> openFolder(Window owner, String title) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> openFile(Window owner, String title, FileKind kind) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> saveFile(Window owner, String title, String name, FileKind kind) {
      return Optional.ofNullable(file);
    }
  }
}
