package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.run.compact.CompactFile;

/** The card of the compact model, used as a user would. */
class CompactCardTest {
  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() throws Exception {
    UiDriver.startToolkit();
    studio =
        new Windows(
            folder.resolve("runs"),
            new SampleRuns(folder.resolve("samples")),
            Theme.LIGHT,
            1440,
            900);
    user = studio.show();
    Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
    UiDriver.run(() -> studio.model().look(run));
    user.open(ViewKind.THRESHOLD);
    user.settle();
    UiDriver.run(() -> {
      ScrollPane column = (ScrollPane) studio.window().scene().lookup(".threshold-column");
      column.setVvalue(1);
    });
    user.settle();
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  @Test
  void aCutIsMeasuredOnceAndAnotherAsksAgain() throws Exception {
    assertTrue(words().contains("becomes a small file"), words());
    user.click("#compact-measure");
    user.waitFor("figures", () -> lookUpWords().contains("266,610"));
    String words = words();
    assertTrue(words.contains("at log \u03b1 3.0"), words);
    assertTrue(words.contains("1,070,240"), words);
    assertTrue(words.contains("100 samples"), words);
    assertTrue(words.contains("error 1.76 %, of the pruned network 1.76 %"), words);
    assertTrue(words.contains("none gets another class"), words);
    assertFalse(user.sees("#compact-measure"));
    user.snapshot(Path.of("target", "screenshots", "threshold-compact.png"));
    UiDriver.run(() -> studio.model().cursor().setCuts(Cut.at(1)));
    user.waitFor("the question again", () -> lookUpWords().contains("becomes a small file"));
    assertTrue(user.sees("#compact-measure"));
    UiDriver.run(() -> studio.model().cursor().setCuts(Cut.at(3)));
    user.waitFor("the figures known", () -> lookUpWords().contains("266,610"));
  }

  @Test
  void theNetworkIsSavedAtTheCutOnScreenInPlaceOfAnOlderFile() throws Exception {
    UiDriver.run(() -> studio.model().cursor().setCuts(new Cut(2, Map.of("fc3", 4.0))));
    Path file = Files.writeString(folder.resolve("mine.safetensors"), "old");
    studio.files().answer(file);
    choose("compact-save-compact");
    waitForFile(file, 5000);
    CompactFile read = CompactFile.read(file);
    assertEquals("2.0", read.about().get("threshold"));
    assertEquals("4.0", read.about().get("threshold.fc3"));
    Path onnx = folder.resolve("mine.onnx");
    studio.files().answer(onnx);
    choose("compact-save-onnx");
    waitForFile(onnx, 1_000_000);
    try (var left = Files.list(folder)) {
      assertEquals(
          List.of("mine.onnx", "mine.safetensors"),
          left.map(each -> each.getFileName().toString())
              .filter(name -> !name.equals("runs"))
              .sorted()
              .toList());
    }
  }

  @Test
  void whereNothingCanBeWrittenThatIsSaid() {
    studio.files().answer(folder.resolve("nowhere").resolve("mine.onnx"));
    choose("compact-save-onnx");
    user.waitFor("a sentence", () -> studio.window().scene().lookup("#prompt") != null);
  }

  private void choose(String item) {
    UiDriver.run(() -> studio.window().scene().lookup("#compact-save").requestFocus());
    user.press(KeyCode.SPACE);
    user.clickMenuItem(item);
  }

  private void waitForFile(Path file, long bytes) {
    user.waitFor(
        file + " of " + bytes + " bytes", () -> file.toFile().length() >= bytes && !saving());
  }

  private boolean saving() {
    String[] names = folder.toFile().list();
    return names != null && List.of(names).stream().anyMatch(name -> name.startsWith(".saving"));
  }

  private String words() {
    return UiDriver.call(this::lookUpWords);
  }

  private String lookUpWords() {
    return studio.window().scene().lookup("#compact").lookupAll(".label").stream()
        .map(node -> ((Labeled) node).getText())
        .collect(Collectors.joining(" | "));
  }
}
