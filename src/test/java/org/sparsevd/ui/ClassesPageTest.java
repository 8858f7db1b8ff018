package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;

/** Confusion matrix and class figures, opened from the result card. */
class ClassesPageTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void thePageTellsWhatTheResultCardsErrorIsMadeOf(Theme theme) throws Exception {
    UiDriver.startToolkit();
    try (Windows studio = windows(theme)) {
      UiDriver user = studio.show();
      Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s1"));
      UiDriver.run(() -> studio.model().look(run));
      user.settle();
      user.click("#show-classes");
      user.waitFor("the figures", () -> studio.window().scene().lookup("#class-figures") != null);
      String summary = user.textOf("#classes-summary");
      assertTrue(summary.startsWith("Error 1.76 %: 176 of 10,000 samples."), summary);
      assertTrue(summary.contains("Mixed up most often: "), summary);
      Node cells = UiDriver.call(() -> studio.window().scene().lookup("#confusion"));
      int sum =
          UiDriver.call(() ->
              cells.lookupAll(".confusion-count").stream()
                  .mapToInt(node -> Integer.parseInt(((Labeled) node).getText().replace(",", "")))
                  .sum());
      assertEquals(10_000, sum);
      user.snapshot(Path.of("target", "screenshots", "classes-" + theme.name() + ".png"));
      user.press(KeyCode.ESCAPE);
      assertFalse(user.sees("#classes-page"));
      user.close();
    }
  }

  @Test
  void anEpochWithoutWeightsSaysSo() throws Exception {
    UiDriver.startToolkit();
    try (Windows studio = windows(Theme.LIGHT)) {
      UiDriver user = studio.show();
      Run run = RunFolder.open(Path.of("assets", "runs", "lenet-300-100-s2"));
      UiDriver.run(() -> {
        studio.model().look(run);
        studio.model().cursor().moveTo(77);
      });
      user.settle();
      user.click("#show-classes");
      user.waitFor("a sentence", () -> words(studio).contains("kept no weights of this epoch"));
      user.close();
    }
  }

  private static String words(Windows studio) {
    return studio.window().scene().getRoot().lookupAll("#classes-summary").stream()
        .map(node -> ((Labeled) node).getText())
        .collect(Collectors.joining());
  }

  private Windows windows(Theme theme) {
    return new Windows(
        folder.resolve("runs"), new SampleRuns(folder.resolve("samples")), theme, 1280, 800);
  }
}
