package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ExpectedTest {
  private static Expected read(String json) {
    return Expected.read(JsonMapper.shared().readTree(json));
  }

  @Test
  void whatIsLeftOutBoundsNothing() {
    Expected any = read("{\"source\": \"s\"}");
    assertEquals(new Expected(0, 100, 0, "s"), any);
    assertFalse(any.boundsCompression());
    Expected all =
        read(
            "{\"errorPercentMin\": 1, \"errorPercentMax\": 2.5, \"compressionMin\": 9, \"source\":"
                + " \"s\"}");
    assertEquals(new Expected(1, 2.5, 9, "s"), all);
    assertTrue(all.boundsCompression());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'errorMax': 2, 'source': 's'} | no key \"errorMax\"; there are errorPercentMin",
        "{'errorPercentMin': 3, 'errorPercentMax': 2, 'source': 's'} | got 3.0 to 2.0",
        "{'errorPercentMax': 101, 'source': 's'} | got 0.0 to 101.0",
        "{'compressionMin': -1, 'source': 's'} | got -1.0",
      },
      quoteCharacter = '"')
  void whatCannotBeIsRefusedByName(String json, String words) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> read(json.replace('\'', '"')));
    assertTrue(e.getMessage().contains(words.replace("\"\"", "\"")), e.getMessage());
  }

  @Test
  void everyBandOfAPresetSaysWhereItComesFromAndHoldsSomething() {
    for (Presets.Preset preset : Presets.all()) {
      preset.expected().ifPresent(band -> assertTrue(band.source().length() > 40, preset.name()));
    }
    assertTrue(Presets.find("lenet-300-100").orElseThrow().expected().isPresent());
  }
}
