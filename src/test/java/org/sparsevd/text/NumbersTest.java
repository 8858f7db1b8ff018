package org.sparsevd.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.Locales;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-US|0.84|60,000|\u22121.9",
        "de-DE|0,84|60.000|\u22121,9",
        "fr-FR|0,84|60\u202f000|\u22121,9",
        "tr-TR|0,84|60.000|\u22121,9",
        "hi-IN|0.84|60,000|\u22121.9",
        "ar-EG|\u0660\u066b\u0668\u0664|\u0666\u0660\u066c\u0660\u0660\u0660|\u2212\u0661\u066b\u0669"
      })
  void theScreenHasTheNumbersOfTheLocale(String tag, String error, String count, String logAlpha) {
    try (Locales _ = new Locales(tag)) {
      assertEquals(error, Numbers.error(0.84));
      assertEquals(count, Numbers.count(60_000));
      assertEquals(logAlpha, Numbers.logAlpha(-1.9));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"und", "en-US", "de-DE", "fr-FR", "tr-TR", "hi-IN", "ar", "ar-EG", "fa-IR"})
  void whatIsReadOnScreenCanBeTypedBackAndAPointAlways(String tag) {
    try (Locales _ = new Locales(tag)) {
      for (double value : new double[] {0.84, -1.9, 3, -8, 0.05}) {
        assertEquals(OptionalDouble.of(value), Numbers.parse(Numbers.decimals(value, 2)));
        assertEquals(OptionalDouble.of(value), Numbers.parse(" " + value + " "));
      }
      assertEquals(OptionalDouble.of(1234.5), Numbers.parse(Numbers.decimals(1234.5, 1)));
      assertEquals(OptionalDouble.of(0.001), Numbers.parse("1e-3"));
      assertEquals(OptionalInt.of(60_000), Numbers.parseWhole(Numbers.count(60_000)));
      assertEquals(OptionalInt.of(60_000), Numbers.parseWhole("60000"));
      assertEquals("03:12", Numbers.duration(192));
    }
  }

  @Test
  void aDecimalCommaIsReadInEveryLocaleAndWordsAreNot() {
    assertEquals(OptionalDouble.of(0.84), Numbers.parse("0,84"));
    assertEquals(OptionalDouble.of(1234.5), Numbers.parse("1.234,5"));
    for (String none : new String[] {"", "-", "x", "1 2", "NaN", "0x", "1..-2"}) {
      assertTrue(Numbers.parse(none).isEmpty(), none);
      assertTrue(Numbers.parseWhole(none).isEmpty(), none);
    }
    assertTrue(Numbers.parseWhole("1.5").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"und", "de-DE", "fr-FR", "tr-TR", "ar-EG"})
  void inFilesNumbersAreTheSameEverywhere(String tag) {
    try (Locales _ = new Locales(tag)) {
      assertEquals("-1234.50", Numbers.inFiles(() -> Numbers.decimals(-1234.5, 2)));
      assertEquals("60000", Numbers.inFiles(() -> Numbers.count(60_000)));
      assertEquals("9.5e-07", Numbers.inFiles(() -> Numbers.scientific(9.5e-7)));
    }
  }
}
