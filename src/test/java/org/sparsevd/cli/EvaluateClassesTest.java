package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EvaluateClassesTest {
  private static final String RUN = "assets/runs/lenet-300-100-s1";

  @Test
  void jsonLinesOfTheClassesAddUpToTheTestError() {
    List<JsonNode> lines =
        Terminal.run("evaluate", RUN, "--classes", "--json", "--threshold", "-1").expect(0).json();
    assertEquals(11, lines.size(), "the evaluation, then a line a digit");
    int samples = 0;
    int wrong = 0;
    for (int digit = 0; digit < 10; digit++) {
      JsonNode line = lines.get(digit + 1);
      String name = Integer.toString(digit);
      assertEquals(name, line.path("class").asString());
      JsonNode takenFor = line.path("predictedAs");
      assertEquals(10, takenFor.size());
      int row = 0;
      for (JsonNode count : takenFor) {
        row += count.intValue();
      }
      int right = takenFor.path(name).intValue();
      assertEquals(row, line.path("support").intValue());
      assertEquals((double) right / row, line.path("recall").doubleValue(), 1e-12);
      double precision = line.path("precision").doubleValue();
      double recall = line.path("recall").doubleValue();
      assertEquals(
          2 * precision * recall / (precision + recall), line.path("f1").doubleValue(), 1e-12);
      samples += row;
      wrong += row - right;
    }
    assertEquals(10_000, samples);
    assertEquals(lines.getFirst().path("testErrorPercent").doubleValue(), 100.0 * wrong / samples);
  }

  @Test
  void tablesSayTheSameInWords() {
    List<JsonNode> json = Terminal.run("evaluate", RUN, "--classes", "--json").expect(0).json();
    String text = Terminal.run("evaluate", RUN, "--classes").expect(0).output();
    String before = Terminal.run("evaluate", RUN).expect(0).output();
    assertTrue(text.startsWith(before), text);
    List<String> lines = text.substring(before.length()).lines().toList();
    assertEquals("", lines.getFirst());
    assertEquals(
        "Confusion on 10,000 test samples: a row is the true class, a column the predicted one",
        lines.get(1));
    assertEquals(
        List.of("true", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), cells(lines.get(2)));
    for (int digit = 0; digit < 10; digit++) {
      JsonNode line = json.get(digit + 1);
      List<String> row = cells(lines.get(3 + digit));
      assertEquals(Integer.toString(digit), row.getFirst());
      for (int taken = 0; taken < 10; taken++) {
        int count = line.path("predictedAs").path(Integer.toString(taken)).intValue();
        assertEquals("%,d".formatted(count), row.get(1 + taken));
      }
      List<String> figures = cells(lines.get(15 + digit));
      assertEquals(
          List.of(
              Integer.toString(digit),
              "%.2f".formatted(100 * line.path("precision").doubleValue()),
              "%.2f".formatted(100 * line.path("recall").doubleValue()),
              "%.2f".formatted(100 * line.path("f1").doubleValue()),
              "%,d".formatted(line.path("support").intValue())),
          figures);
    }
    assertTrue(
        lines.get(14).matches("Class +Precision, % +Recall, % +F1, % +Samples"), lines.get(14));
    assertEquals(25, lines.size());
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.strip().split(" +", -1));
  }
}
