package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentConfigTest {
  private static final ExperimentConfig DEFAULTS = ExperimentConfig.defaults();

  static List<Setting> settings() {
    return Setting.all();
  }

  @Test
  void defaultsAreThePublishedLeNet300100Settings() {
    assertEquals("mnist", DEFAULTS.dataset());
    assertEquals("300-100", DEFAULTS.hiddenLayers());
    assertEquals(Method.SPARSE_VD, DEFAULTS.method());
    assertEquals(200, DEFAULTS.epochs());
    assertEquals(100, DEFAULTS.batchSize());
    assertEquals(1e-3, DEFAULTS.learningRate());
    assertEquals(0.9, DEFAULTS.adamBeta1());
    assertEquals(0.999, DEFAULTS.adamBeta2());
    assertEquals(-10, DEFAULTS.logSigma2Init());
    assertEquals(0.01, DEFAULTS.thetaInitStddev());
    assertTrue(DEFAULTS.trainClip());
    assertEquals(3, DEFAULTS.threshold());
    assertEquals(0, DEFAULTS.validationSize());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void withChangesExactlyTheOneSettingAndWritesItAsItReadsIt(Setting setting) throws Exception {
    for (String value : otherValues(setting)) {
      ExperimentConfig changed = DEFAULTS.with(setting.key(), value);
      var differences = changed.differencesFrom(DEFAULTS);
      assertEquals(Set.of(setting.key()), differences.keySet());
      Object read = setting.valueIn(changed);
      assertEquals(setting.parse(value), read);
      assertEquals(read, setting.parse(setting.write(read)));
      assertEquals(setting.write(read), differences.get(setting.key()).here());
      assertEquals(setting.write(setting.defaultValue()), differences.get(setting.key()).there());
      assertEquals(DEFAULTS, changed.with(setting.key(), setting.write(setting.defaultValue())));
    }
  }

  /** Every choice and both ends of every range, but for the default. */
  private static List<String> otherValues(Setting setting) {
    List<String> values =
        switch (setting.kind()) {
          case INTEGER -> List.of(whole(setting.min()), whole(setting.max()));
          case NUMBER, SHARE ->
              List.of(Double.toString(setting.min()), Double.toString(setting.max()));
          case SWITCH -> List.of("true", "false");
          case CHOICE -> setting.choices();
          case TEXT -> List.of("20", "500-300-99999", "20@5x5-pool2-50@3x4/2same-pool3-500");
          case RUN -> List.of("lenet-5-plain-s1", "/runs/a folder", "..");
        };
    String standard = setting.write(setting.defaultValue());
    List<String> others = values.stream().filter(value -> !value.equals(standard)).toList();
    assertTrue(!others.isEmpty(), setting.key());
    return others;
  }

  private static String whole(double value) {
    return Long.toString((long) value);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void valuesThatAreNotAllowedAreRefusedNamingKeyValueAndWhatIs(Setting setting) {
    List<String> refused =
        switch (setting.kind()) {
          case INTEGER ->
              List.of(
                  whole(setting.min() - 1),
                  whole(setting.max()) + "0",
                  "99999999999999999999",
                  "1.5",
                  "NaN",
                  "many",
                  "");
          case NUMBER, SHARE ->
              List.of(
                  Double.toString(Math.nextDown(setting.min())),
                  Double.toString(Math.nextUp(setting.max())),
                  "NaN",
                  "Infinity",
                  "1e999",
                  "0,5",
                  "much",
                  "");
          case SWITCH -> List.of("yes", "True", "1", "");
          case CHOICE ->
              setting.openChoice()
                  ? List.of("../mnist", "two words", "")
                  : List.of("none", setting.choices().getFirst() + "x", "NULL", "");
          case TEXT ->
              List.of("300-", "0-100", "300,100", "-5", "123456", "wide", "", "300-pool2", "20@5");
          case RUN -> List.of("a\nb", "a\0b");
        };
    for (String value : refused) {
      InvalidConfigException e =
          assertThrows(
              InvalidConfigException.class, () -> DEFAULTS.with(setting.key(), value), value);
      assertEquals(setting.key(), e.key());
      assertEquals(
          setting.key() + ": " + value + " is not allowed, expected " + setting.allowed(),
          e.getMessage());
    }
  }

  @Test
  void whatIsAllowedIsSaidAsAPersonWouldWriteIt() throws Exception {
    assertEquals("a whole number from 1 to 10000", Setting.named("batchSize").allowed());
    assertEquals("a number from 1e-8 to 10", Setting.named("learningRate").allowed());
    assertEquals("a number from -8 to 8", Setting.named("threshold").allowed());
    assertEquals("a number from 0 to 0.95", Setting.named("dropoutRate").allowed());
    assertEquals(
        "one of mnist, toy, or the name of another data set", Setting.named("dataset").allowed());
    assertEquals("one of paper, unit", Setting.named("preprocessing").allowed());
    assertEquals("true or false", Setting.named("trainClip").allowed());
    assertEquals(
        "1 to 40 layers such as 300-100 or 20@5x5-pool2-500, dense ones last",
        Setting.named("hiddenLayers").allowed());
  }

  @ParameterizedTest
  @CsvSource({
    "learningrate, learningRate",
    "learning_rate, learningRate",
    "epoch, epochs",
    "beta1, adamBeta1",
    "treshold, threshold",
    "klWarmupStop, klWarmupStart",
    "hiddenLayer, hiddenLayers",
    "EPOCHS, epochs"
  })
  void anUnknownKeyNamesTheNearestOne(String unknown, String nearest) {
    InvalidConfigException e =
        assertThrows(InvalidConfigException.class, () -> DEFAULTS.with(unknown, "1"));
    assertEquals(unknown, e.key());
    assertEquals(
        "unknown setting \"" + unknown + "\"; did you mean \"" + nearest + "\"?", e.getMessage());
  }

  @Test
  void aWarmUpThatEndsBeforeItStartsIsRefused() throws Exception {
    ExperimentConfig config = DEFAULTS.with("klWarmupStart", "21");
    InvalidConfigException e = assertThrows(InvalidConfigException.class, config::validated);
    assertEquals("klWarmupEnd", e.key());
    assertTrue(e.getMessage().contains("20"), e.getMessage());
    assertTrue(e.getMessage().contains("21"), e.getMessage());
    assertEquals(20, DEFAULTS.with("klWarmupStart", "20").validated().klWarmupStart());
  }

  @Test
  void theKlWeightWarmsUpAsPublished() {
    // As the authors' code: 0 for e < 5, (e - 5) / 15 for e < 20, then 1; the epoch numbered n has
    // e = n - 1.
    for (int e = 0; e < 200; e++) {
      double published = e < 5 ? 0 : e < 20 ? (e - 5) / 15.0 : 1;
      assertEquals(published, DEFAULTS.klWeightAt(e + 1), 1e-15, "e = " + e);
    }
  }

  @Test
  void theKlWeightScalesJumpsAndIsNoneOfOtherMethods() throws Exception {
    ExperimentConfig half = DEFAULTS.with("klWeight", "0.5");
    assertEquals(0.5 * 7 / 15, half.klWeightAt(13), 1e-15);
    assertEquals(0.5, half.klWeightAt(21));
    ExperimentConfig jump = DEFAULTS.with("klWarmupStart", "3").with("klWarmupEnd", "3");
    assertEquals(0, jump.klWeightAt(3));
    assertEquals(1, jump.klWeightAt(4));
    ExperimentConfig never = DEFAULTS.with("klWarmupStart", "0").with("klWarmupEnd", "0");
    assertEquals(1, never.klWeightAt(1));
    assertEquals(0, DEFAULTS.with("method", "plain").klWeightAt(100));
    assertEquals(0, DEFAULTS.with("method", "binary-dropout").klWeightAt(100));
  }

  @Test
  void theLearningRateDecaysAsPublishedForLeNet300100() {
    // As the authors' code: 1e-3 until epoch 100, then linear to 0 at 200.
    for (int e = 0; e < 200; e++) {
      double published = e < 100 ? 1e-3 : 1e-3 * (200 - e) / 100.0;
      assertEquals(published, DEFAULTS.learningRateAt(e + 1), 1e-18, "e = " + e);
    }
    assertEquals(1e-5, DEFAULTS.learningRateAt(200), 1e-18);
  }

  @Test
  void theLearningRateDecaysFromTheStartAsPublishedForLeNet5() throws Exception {
    // As the authors' code: 1e-3 · (200 - e) / 200.
    ExperimentConfig config = DEFAULTS.with("decayFrom", "0");
    for (int e = 0; e < 200; e++) {
      assertEquals(1e-3 * (200 - e) / 200, config.learningRateAt(e + 1), 1e-18, "e = " + e);
    }
    assertTrue(config.learningRateAt(200) > 0);
  }

  @ParameterizedTest
  @CsvSource({"200", "201", "100000"})
  void aDecayThatBeginsAtTheEndOrLaterLeavesTheRateConstant(String decayFrom) throws Exception {
    ExperimentConfig config = DEFAULTS.with("decayFrom", decayFrom);
    assertEquals(1e-3, config.learningRateAt(1));
    assertEquals(1e-3, config.learningRateAt(200));
  }

  @Test
  void aNetworkTooLargeForItsArraysIsRefusedBeforeItIsBuilt() throws Exception {
    ExperimentConfig huge = ExperimentConfig.defaults().with("hiddenLayers", "300-99999-99999");
    InvalidConfigException e = assertThrows(InvalidConfigException.class, huge::validated);
    assertEquals("hiddenLayers", e.key());
    assertEquals(
        "hiddenLayers: 300-99999-99999 is not allowed, expected at most 268435456 weights between"
            + " two layers",
        e.getMessage());
    ExperimentConfig.defaults().with("hiddenLayers", "16384-16384").validated();
  }
}
