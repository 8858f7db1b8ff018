package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.ui.live.ChartCard;
import org.sparsevd.ui.live.ChartFile;
import org.w3c.dom.Document;

/** Every chart of the window can be saved in every way. */
@Timeout(180)
final class SavedChartsTest {
  @TempDir private Path folder;

  @Test
  void everyChartOfTheWindowIsSavedAsPictureDrawingAndNumbers() throws Exception {
    UiDriver.startToolkit();
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    Set<String> kinds = new TreeSet<>();
    Set<String> withNumbers = new TreeSet<>();
    try (Windows studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1440, 900)) {
      UiDriver user = studio.show();
      UiDriver.run(() -> {
        studio.model().look(run);
        studio.window().compare(List.of(run, run));
      });
      for (ViewKind view : ViewKind.values()) {
        user.open(view);
        user.settle();
        for (ChartCard card : UiDriver.call(() -> cards(studio.window().scene().getRoot()))) {
          if (UiDriver.call(() -> card.getWidth() > 60 && card.getHeight() > 80)) {
            kinds.add(card.getClass().getSimpleName());
            if (save(card)) {
              withNumbers.add(card.getClass().getSimpleName());
            }
          }
        }
      }
      user.close();
    }
    assertTrue(
        kinds.containsAll(
            Set.of(
                "LearningCurvesCard",
                "SparsityCard",
                "LogAlphaCard",
                "KlCard",
                "KlLabCard",
                "CutHistogramCard",
                "CutCurveCard",
                "ComparisonCurvesCard",
                "ComparisonSparsityCard",
                "ComparisonHistogramCard")),
        kinds.toString());
    assertTrue(
        withNumbers.containsAll(
            Set.of("LearningCurvesCard", "SparsityCard", "LogAlphaCard", "ComparisonCurvesCard")),
        withNumbers.toString());
  }

  private static List<ChartCard> cards(Node node) {
    List<ChartCard> found = new ArrayList<>();
    if (node instanceof ChartCard card) {
      found.add(card);
    } else if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> found.addAll(cards(child)));
    }
    return found;
  }

  /** Says whether it has numbers now. */
  private boolean save(ChartCard card) throws Exception {
    Path png = folder.resolve("chart.png");
    Path svg = folder.resolve("chart.svg");
    Path csv = folder.resolve("chart.csv");
    UiDriver.run(() -> {
      card.save(ChartFile.PNG, png);
      card.save(ChartFile.SVG, svg);
      card.save(ChartFile.CSV, csv);
    });
    String name = card.getClass().getSimpleName();
    assertEquals(
        2 * UiDriver.call(card::getWidth),
        ImageIO.read(png.toFile()).getWidth(),
        1.0,
        name + ": two device pixels a px");
    Document drawing =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
    assertEquals("svg", drawing.getDocumentElement().getTagName());
    String words = drawing.getElementsByTagName("desc").item(0).getTextContent();
    assertFalse(words.isBlank(), name);
    assertTrue(drawing.getElementsByTagName("path").getLength() > 3, name + " draws something");
    assertEquals(0, drawing.getElementsByTagName("image").getLength(), name + " has no pixels");
    List<String> lines = Files.readAllLines(csv);
    assertFalse(lines.isEmpty(), name);
    return lines.size() > 2;
  }
}
