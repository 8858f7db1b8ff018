package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sparsevd.run.results.Reproduction;
import org.sparsevd.train.Expected;
import org.sparsevd.train.ExperimentConfig;

class ReproductionWordsTest {
  private static final Expected BAND = new Expected(1.6, 2.05, 90, "somewhere");

  private static Reproduction of(int epoch, double error, double compression, String... changed) {
    SequencedMap<String, ExperimentConfig.Difference> differences = new LinkedHashMap<>();
    for (String key : changed) {
      differences.put(key, new ExperimentConfig.Difference("3", "200"));
    }
    return new Reproduction("paper", BAND, differences, epoch, 200, error, compression);
  }

  @Test
  void oneLineSaysWhatIsExpectedAndHowTheRunStands() {
    String expected = "Expected of paper: error 1.60 to 2.05 %, 90\u00d7 or more. ";
    assertEquals(expected + "In the expected band", ReproductionWords.line(of(200, 1.78, 104)));
    assertEquals(
        expected + "Outside the expected band: error 2.10 % is above",
        ReproductionWords.line(of(200, 2.1, 104)));
    assertEquals(
        expected
            + "Outside the expected band: error 1.50 % is below, compression 68.0\u00d7 is"
            + " below",
        ReproductionWords.line(of(200, 1.5, 68)));
    assertEquals(
        expected + "After epoch 60 of 200, not finished, so far compression 25.7\u00d7 is below",
        ReproductionWords.line(of(60, 1.74, 25.7)));
    assertEquals(
        expected + "After epoch 199 of 200, not finished, so far in the band",
        ReproductionWords.line(of(199, 1.74, 100)));
    assertEquals(
        expected + "In the band, with other settings; other settings: epochs 3 (preset 200)",
        ReproductionWords.line(of(200, 1.78, 104, "epochs")));
  }

  @Test
  void anEmptyValueReadsNone() {
    SequencedMap<String, ExperimentConfig.Difference> differences = new LinkedHashMap<>();
    differences.put("initFrom", new ExperimentConfig.Difference("plain", ""));
    Reproduction warm = new Reproduction("paper", BAND, differences, 200, 200, 1.8, 100);
    assertEquals(
        List.of("initFrom plain (preset none)"),
        ReproductionWords.differences(warm, UnaryOperator.identity()));
  }

  @Test
  void aBandWithoutCompressionSpeaksOfNone() {
    Expected errors = new Expected(0, 1, 0, "somewhere");
    assertEquals("error 0.00 to 1.00 %", ReproductionWords.band(errors));
    assertEquals(
        "error 0.00 to 1.00 %, 2.5\u00d7 or more",
        ReproductionWords.band(new Expected(0, 1, 2.5, "somewhere")));
  }
}
