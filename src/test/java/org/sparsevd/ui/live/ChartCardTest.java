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
import javafx.scene.control.TextField;
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
  private LiveStage stage;

  @AfterEach
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void theFourCardsStandBesideEachOtherInBothThemes(Theme theme) {
    open(theme, VIEW);
    stage.snapshot(picture("chart-cards-", theme));
    stage.move(learning.surface(), 150, 120);
    stage.snapshot(picture("chart-cards-hover-", theme));
    assertTrue(LiveStage.onFx(() -> learning.crossHair().isShown()));
    assertTrue(LiveStage.onFx(() -> sparsity.crossHair().isShown()), "moves in all");
    assertTrue(LiveStage.onFx(() -> learning.crossHair().text()).contains("train"));
  }

  @Test
  void draggingThePillMovesTheCutInStepsOfATenth() {
    open(Theme.LIGHT, VIEW);
    CutHandle handle = logAlpha.handle();
    double from = LiveStage.onFx(() -> logAlpha.chart().pixelOf(3));
    double to = LiveStage.onFx(() -> logAlpha.chart().pixelOf(-1.5));
    stage.press(handle, from, 8);
    stage.drag(handle, (from + to) / 2, 8);
    stage.drag(handle, to, 8);
    stage.release(handle, to, 8);
    double cut = LiveStage.onFx(() -> logAlpha.cutProperty().get());
    assertEquals(-1.5, cut, 0.1001);
    assertEquals(Math.round(cut * 10) / 10.0, cut);
    stage.settle();
    assertEquals(cut, LiveStage.onFx(() -> logAlpha.chart().view().orElseThrow().cut()));
    stage.snapshot(picture("chart-cards-dragged-", Theme.LIGHT));
  }

  @Test
  void theCutFollowsArrowKeysAndCanBeTyped() {
    open(Theme.LIGHT, VIEW);
    CutHandle handle = logAlpha.handle();
    LiveStage.key(handle, KeyCode.RIGHT);
    assertEquals(3.1, LiveStage.onFx(() -> logAlpha.cutProperty().get()));
    LiveStage.key(handle, KeyCode.LEFT);
    LiveStage.key(handle, KeyCode.LEFT);
    assertEquals(2.9, LiveStage.onFx(() -> logAlpha.cutProperty().get()));
    double at = LiveStage.onFx(() -> logAlpha.chart().pixelOf(2.9));
    stage.click(handle, at, 8);
    TextField field = (TextField) LiveStage.onFx(() -> handle.lookup(".cut-field"));
    assertTrue(LiveStage.onFx(field::isVisible));
    LiveStage.onFx(() -> {
      field.setText("\u22122,34");
      field.fireEvent(new javafx.event.ActionEvent());
    });
    assertEquals(-2.3, LiveStage.onFx(() -> logAlpha.cutProperty().get()));
    assertFalse(LiveStage.onFx(field::isVisible));
  }

  @Test
  void choosingALayerShowsItsHistogram() {
    open(Theme.DARK, VIEW);
    LiveStage.onFx(() -> logAlpha.layerProperty().set("fc2"));
    assertEquals("fc2", LiveStage.onFx(() -> logAlpha.chart().view().orElseThrow().layer()));
    LiveStage.onFx(() -> logAlpha.layerProperty().set(""));
    stage.snapshot(picture("chart-cards-all-", Theme.DARK));
  }

  @Test
  void aClickOnALabelSwitchesItsLineOffAndOnAgain() {
    open(Theme.LIGHT, VIEW);
    LearningCurvesChart chart = (LearningCurvesChart) learning.chart();
    for (boolean shown : new boolean[] {false, true}) {
      double[] at = LiveStage.onFx(() -> labelOf(chart, "train"));
      stage.click(learning.surface(), at[0], at[1]);
      stage.settle();
      assertEquals(
          shown,
          LiveStage.onFx(() ->
              chart.series().stream()
                  .filter(each -> each.key().equals("train"))
                  .findFirst()
                  .orElseThrow()
                  .shown()));
      stage.snapshot(picture("chart-cards-switched-" + shown + "-", Theme.LIGHT));
    }
  }

  @Test
  void aSavedPictureShowsTheChart(@TempDir Path folder) throws Exception {
    open(Theme.LIGHT, VIEW);
    dialogs.file = folder.resolve("chart.png");
    LiveStage.onFx(() -> logAlpha.savePicture());
    assertTrue(Files.size(dialogs.file) > 10_000);
    List<Path> failed = new ArrayList<>();
    LiveStage.onFx(() -> {
      logAlpha.setOnSaveFailed((file, cause) -> failed.add(file));
      logAlpha.savePicture(folder.resolve("missing").resolve("chart.png"));
    });
    assertEquals(1, failed.size());
  }

  @Test
  void manyUpdatesMakeFewDrawings() {
    open(Theme.LIGHT, VIEW);
    stage.settle();
    long before = LiveStage.onFx(() -> sparsity.surface().drawings());
    long start = System.nanoTime();
    for (int i = 0; i < 400; i++) {
      int epoch = i % 60;
      LiveStage.onFx(() -> sparsity.show(new RunView(RUN, epoch, 3, "")));
    }
    stage.settle();
    double seconds = (System.nanoTime() - start) / 1e9;
    long drawings = LiveStage.onFx(() -> sparsity.surface().drawings()) - before;
    assertTrue(drawings >= 1 && drawings <= 15 * seconds + 2, drawings + " in " + seconds + " s");
    assertEquals(39, LiveStage.onFx(() -> sparsity.chart().view().orElseThrow().epoch()));
  }

  @Test
  void aHiddenCardIsNotDrawn() {
    open(Theme.LIGHT, VIEW);
    LiveStage.onFx(() -> kl.getParent().setVisible(false));
    stage.settle();
    long before = LiveStage.onFx(() -> kl.surface().drawings());
    LiveStage.onFx(() -> kl.show(new RunView(RUN, 3, 3, "")));
    stage.settle();
    assertEquals(before, LiveStage.onFx(() -> kl.surface().drawings()));
  }

  @Test
  void theCardSaysInWordsWhatItShows() {
    open(Theme.LIGHT, VIEW);
    String words = LiveStage.onFx(() -> sparsity.surface().getAccessibleText());
    assertTrue(words.contains("fc1") && words.contains("epochs 0 to 62"), words);
    LiveStage.onFx(() -> sparsity.show(Optional.empty()));
    assertTrue(
        LiveStage.onFx(() -> sparsity.surface().getAccessibleText()).contains("appears here"));
    stage.snapshot(picture("chart-cards-empty-", Theme.LIGHT));
  }

  private void open(Theme theme, RunView view) {
    GridPane grid =
        LiveStage.onFx(() -> {
          learning = new LearningCurvesCard(dialogs);
          sparsity = new SparsityCard(dialogs);
          logAlpha = new LogAlphaCard(dialogs);
          kl = new KlCard(dialogs);
          GridPane cells = new GridPane();
          cells.setHgap(16);
          cells.setVgap(16);
          cells.setStyle("-fx-padding: 16px");
          List<ChartCard> cards = List.of(learning, sparsity, logAlpha, kl);
          for (int i = 0; i < cards.size(); i++) {
            cards.get(i).setPrefSize(392, 358);
            cards.get(i).setTheme(theme.isDark() ? ChartTheme.DARK : ChartTheme.LIGHT);
            cards.get(i).show(Optional.of(view));
            cells.add(cards.get(i), i % 2, i / 2);
          }
          learning.hoverEpochProperty().bindBidirectional(sparsity.hoverEpochProperty());
          logAlpha.hoverLogAlphaProperty().bindBidirectional(kl.hoverLogAlphaProperty());
          return cells;
        });
    stage = LiveStage.of(grid, theme, 832, 764);
    stage.settle();
    assertEquals(OptionalDouble.empty(), LiveStage.onFx(() -> learning.hoverEpochProperty().get()));
  }

  private static Path picture(String name, Theme theme) {
    return Path.of("target", "screenshots", name + (theme.isDark() ? "dark.png" : "light.png"));
  }

  private static double[] labelOf(LearningCurvesChart chart, String key) {
    for (double y = 0; y < 400; y += 2) {
      double x = chart.plotArea().getMaxX() + 12;
      if (chart.seriesAt(x, y).filter(key::equals).isPresent()) {
        return new double[] {x, y + 4};
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
