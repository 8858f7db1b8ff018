package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigJsonTest {

  @Test
  void everySettingSurvivesWritingAndReading() throws Exception {
    ExperimentConfig config =
        ExperimentConfig.defaults()
            .with("dataset", "toy")
            .with("preprocessing", "unit")
            .with("validationSize", "123")
            .with("randomLabels", "0.25")
            .with("hiddenLayers", "20-30")
            .with("denseInit", "glorot")
            .with("convInit", "normal")
            .with("initFrom", "runs/\u00fcber \"x\"")
            .with("thetaInitStddev", "0.123456789012345")
            .with("method", "binary-dropout")
            .with("dropoutRate", "0.25")
            .with("convDropoutRate", "0.3")
            .with("maxNorm", "0")
            .with("weightDecay", "1e-5")
            .with("alpha", "0.75")
            .with("inputAlpha", "0.125")
            .with("learnAlpha", "true")
            .with("gradientEstimator", "additive")
            .with("logSigma2Init", "-12.5")
            .with("trainClip", "false")
            .with("trainCut", "2.5")
            .with("threshold", "-1.25")
            .with("epochs", "7")
            .with("batchSize", "64")
            .with("learningRate", "1e-8")
            .with("decayFrom", "3")
            .with("seed", "9007199254740991")
            .with("adamBeta1", "0")
            .with("adamBeta2", "0.99")
            .with("adamEpsilon", "1e-12")
            .with("klForm", "exact")
            .with("klWeight", "0.1")
            .with("klWarmupStart", "1")
            .with("klWarmupEnd", "2");
    assertEquals(
        Setting.all().size(),
        config.differencesFrom(ExperimentConfig.defaults()).size(),
        "this test must change every setting");
    assertEquals(config, ConfigJson.parse(ConfigJson.write(config)));
  }

  @Test
  void whatIsLeftOutIsTheDefault() throws Exception {
    assertEquals(ExperimentConfig.defaults(), ConfigJson.parse("{}"));
    assertEquals(
        ExperimentConfig.defaults().with("epochs", "3"), ConfigJson.parse("{\"epochs\": 3}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"epochs\": 0}",
        "{\"epochs\": 2.5}",
        "{\"epochs\": \"many\"}",
        "{\"epochs\": true}",
        "{\"epochs\": null}",
        "{\"epochs\": [3]}",
        "{\"epochs\": {}}",
        "{\"epochs\": \"NaN\"}",
        "{\"epochs\": 1e99999}"
      })
  void aValueOfAnotherTypeOrOutOfRangeNamesKeyAndRange(String json) {
    InvalidConfigException e =
        assertThrows(InvalidConfigException.class, () -> ConfigJson.parse(json));
    assertEquals("epochs", e.key());
    assertTrue(e.getMessage().startsWith("epochs: "), e.getMessage());
    assertTrue(
        e.getMessage().endsWith(" is not allowed, expected a whole number from 1 to 100000"),
        e.getMessage());
  }

  @Test
  void anUnknownKeyNamesTheNearestOne() {
    InvalidConfigException e =
        assertThrows(InvalidConfigException.class, () -> ConfigJson.parse("{\"Epochs\": 3}"));
    assertEquals("unknown setting \"Epochs\"; did you mean \"epochs\"?", e.getMessage());
  }

  @Test
  void settingsThatDoNotFitTogetherAreRefused() {
    InvalidConfigException e =
        assertThrows(
            InvalidConfigException.class,
            () -> ConfigJson.parse("{\"klWarmupStart\": 9, \"klWarmupEnd\": 8}"));
    assertEquals("klWarmupEnd", e.key());
  }

  @Test
  void aSettingGivenTwiceIsRefused() {
    assertThrows(
        InvalidConfigException.class, () -> ConfigJson.parse("{\"epochs\": 3, \"epochs\": 4}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "3", "null", "{", "{} {}", "{\"epochs\": 3,}", "epochs: 3"})
  void textThatIsNoJsonObjectIsRefused(String text) {
    InvalidConfigException e =
        assertThrows(InvalidConfigException.class, () -> ConfigJson.parse(text));
    assertEquals("", e.key());
  }
}
