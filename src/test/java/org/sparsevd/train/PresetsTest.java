package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparsevd.data.DatasetCatalog;

class PresetsTest {

  @Test
  void everyPresetParsesAndItsNameResolves() throws Exception {
    List<Presets.Preset> presets = Presets.all();
    assertEquals(
        List.of(
            "demo",
            "demo-additive",
            "demo-multiplicative",
            "lenet-300-100",
            "lenet-300-100-dropout",
            "lenet-300-100-gaussian-dropout",
            "lenet-300-100-variational-dropout",
            "lenet-300-100-plain",
            "lenet-5-demo",
            "lenet-5",
            "lenet-5-tuned",
            "lenet-5-dropout",
            "lenet-5-plain",
            "random-labels-dropout",
            "random-labels-sparse-vd",
            "toy"),
        presets.stream().map(Presets.Preset::name).toList());
    DatasetCatalog catalog = DatasetCatalog.current();
    for (Presets.Preset preset : presets) {
      assertEquals(preset, Presets.named(preset.name()));
      assertFalse(preset.title().isBlank());
      assertTrue(preset.description().length() > 20, preset.description());
      assertEquals(preset.config(), preset.config().validated());
      assertTrue(catalog.names().contains(preset.config().dataset()));
    }
  }

  @Test
  void everyPresetFileIsListed() throws Exception {
    Path folder = Path.of(Presets.class.getResource("/org/sparsevd/presets/toy.json").toURI());
    try (Stream<Path> files = Files.list(folder.getParent())) {
      Set<String> names =
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .collect(Collectors.toSet());
      assertEquals(
          Presets.all().stream().map(Presets.Preset::name).collect(Collectors.toSet()), names);
    }
  }

  @Test
  void thePaperPresetsTrainOnAllImagesWithThePublishedSettings() throws Exception {
    ExperimentConfig paper = Presets.named("lenet-300-100").config();
    assertEquals(ExperimentConfig.defaults(), paper);
    assertEquals(
        Set.of("method"),
        Presets.named("lenet-300-100-dropout").config().differencesFrom(paper).keySet());
    assertEquals(
        Set.of("method"),
        Presets.named("lenet-300-100-plain").config().differencesFrom(paper).keySet());
    assertEquals(5000, Presets.named("demo").config().validationSize());
  }

  /** LeNet-5-Caffe differs in its layers and decays from the start. */
  @Test
  void theLeNet5PresetsHaveThePublishedLayersAndDecay() throws Exception {
    ExperimentConfig paper = Presets.named("lenet-5").config();
    assertEquals("20@5x5-pool2-50@5x5-pool2-500", paper.hiddenLayers());
    assertEquals(
        Set.of("hiddenLayers", "decayFrom"),
        paper.differencesFrom(ExperimentConfig.defaults()).keySet());
    assertEquals(1e-3 * 150 / 200, paper.learningRateAt(51), 1e-18);
    assertEquals(ThetaInit.NORMAL, paper.denseInit());
    assertEquals(ThetaInit.GLOROT, paper.convInit());
    for (String baseline : List.of("lenet-5-dropout", "lenet-5-plain")) {
      assertEquals(
          Set.of("method"), Presets.named(baseline).config().differencesFrom(paper).keySet());
    }
    ExperimentConfig demo = Presets.named("lenet-5-demo").config();
    assertEquals(paper.hiddenLayers(), demo.hiddenLayers());
    assertEquals(5000, demo.validationSize());
  }

  @Test
  void anUnknownPresetNamesTheMostSimilarOne() {
    InvalidConfigException e =
        assertThrows(InvalidConfigException.class, () -> Presets.named("lenet-5-dropuot"));
    assertEquals(
        "no preset \"lenet-5-dropuot\"; did you mean \"lenet-5-dropout\"?"
            + " sparsevd presets lists all",
        e.getMessage());
  }
}
