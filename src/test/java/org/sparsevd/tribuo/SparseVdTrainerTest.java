package org.sparsevd.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.Samples;
import org.sparsevd.data.ToyData;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.train.Evaluator;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Setting;
import org.sparsevd.train.Trainer;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** The toy problem through Tribuo, and through the program's own trainer. */
class SparseVdTrainerTest {
  private static ExperimentConfig config;
  private static Dataset toy;
  private static MutableDataset<Label> train;
  private static MutableDataset<Label> test;
  private static SparseVdModel model;

  @TempDir private Path folder;

  @BeforeAll
  static void trainOnce() throws Exception {
    config = Presets.named("toy").config();
    toy = DatasetCatalog.current().load("toy", config.preprocessing(), 0, config.seed());
    train = examples(toy.train());
    test = examples(toy.test());
    model = new SparseVdTrainer(config, 2).train(train);
  }

  private static MutableDataset<Label> examples(Samples samples) {
    MutableDataset<Label> dataset = empty();
    float[] values = new float[samples.features()];
    for (int i = 0; i < samples.size(); i++) {
      samples.copy(i, values, 0);
      ArrayExample<Label> example =
          new ArrayExample<>(new Label(Integer.toString(samples.label(i))));
      for (int j = 0; j < values.length; j++) {
        example.add(feature(j), values[j]);
      }
      dataset.add(example);
    }
    return dataset;
  }

  private static MutableDataset<Label> empty() {
    LabelFactory labels = new LabelFactory();
    return new MutableDataset<>(new SimpleDataSourceProvenance("toy", labels), labels);
  }

  private static MutableDataset<Label> small(ExampleValue value) {
    MutableDataset<Label> dataset = empty();
    for (int i = 0; i < 20; i++) {
      ArrayExample<Label> example = new ArrayExample<>(new Label(i % 2 == 0 ? "even" : "odd"));
      example.add("a", i % 2 - 0.5);
      example.add("b", value.of(i));
      dataset.add(example);
    }
    return dataset;
  }

  private interface ExampleValue {
    double of(int example);
  }

  /** Names that sort as their numbers. */
  private static String feature(int number) {
    return "x%02d".formatted(number);
  }

  private static SparseVdTrainer quick(String... changes) throws Exception {
    Map<String, String> settings = new TreeMap<>(Map.of("hiddenLayers", "3", "epochs", "2"));
    for (int i = 0; i < changes.length; i += 2) {
      settings.put(changes[i], changes[i + 1]);
    }
    return new SparseVdTrainer(settings, 1);
  }

  @Test
  void theModelIsWhatTheProgramsOwnTrainerGives() throws Exception {
    List<LayerWeights> weights = new ArrayList<>();
    List<EpochMetrics> metrics = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            weights.clear();
            weights.addAll(report.weights());
            metrics.add(report.metrics());
          }
        };
    for (int c = 0; c < 4; c++) { // else the two networks would differ in the order of outputs
      assertEquals(c, train.getOutputIDInfo().getID(new Label(Integer.toString(c))));
    }
    double prunedError;
    try (Compute compute = new Compute(1)) {
      new Trainer(compute).train(config, toy, listener, new TrainingControl());
      prunedError =
          new Evaluator(compute, config.stages(toy)).errorPercent(model.weights(), toy.test());
    }
    for (int i = 0; i < weights.size(); i++) {
      float[] theirs = model.weights().get(i).theta().data;
      float[] ours = weights.get(i).theta().data;
      int kept = 0;
      for (int j = 0; j < ours.length; j++) {
        if (theirs[j] != 0) {
          assertEquals(ours[j], theirs[j]);
          kept++;
        }
      }
      assertEquals(
          metrics.getLast().sparsityPercent().get(i), 100.0 * (ours.length - kept) / ours.length);
      assertArrayEquals(weights.get(i).bias().data, model.weights().get(i).bias().data);
    }
    assertEquals(metrics.getLast().testErrorPercent(), prunedError);
    LabelEvaluation evaluation = new LabelEvaluator().evaluate(model, test);
    assertEquals(metrics.getLast().testErrorPercent(), 100 * (1 - evaluation.accuracy()), 1e-9);
    assertTrue(evaluation.accuracy() > 0.95, "accuracy " + evaluation.accuracy());
    assertEquals(metrics.getLast().compression(), model.sparsity().compression());
    assertTrue(model.sparsity().compression() > 5, model.sparsity().toString());
  }

  @Test
  void theTopFeaturesOfTheToyProblemAreTheUsefulOnesAndNoOthersAreLeft() {
    Map<String, List<Pair<String, Double>>> top = model.topFeaturesByOutput(-1);
    assertEquals(Set.of("0", "1", "2", "3"), top.keySet());
    Set<String> useful = ToyData.USEFUL.stream().map(i -> feature(i)).collect(Collectors.toSet());
    Set<String> listed = new HashSet<>();
    for (List<Pair<String, Double>> features : top.values()) {
      for (int i = 1; i < features.size(); i++) {
        assertTrue(features.get(i - 1).getB() >= features.get(i).getB());
      }
      features.forEach(each -> listed.add(each.getA()));
    }
    assertEquals(useful, listed);
    List<Pair<String, Double>> three = model.topFeaturesByOutput(3).get("2");
    assertEquals(top.get("2").subList(0, 3), three);
    assertEquals(0, model.topFeaturesByOutput(0).get("1").size());
  }

  @Test
  void aFeatureMovesNoLogitByMoreThanItsMeasure() {
    Map<String, List<Pair<String, Double>>> top = model.topFeaturesByOutput(-1);
    double mostOfBound = 0;
    for (int i = 0; i < 20; i++) {
      Example<Label> example = test.getExample(i);
      for (int f : ToyData.USEFUL) {
        ArrayExample<Label> moved = new ArrayExample<>(example);
        moved.set(new org.tribuo.Feature(feature(f), moved.lookup(feature(f)).getValue() + 1));
        Map<String, Label> before = model.predict(example).getOutputScores();
        Map<String, Label> after = model.predict(moved).getOutputScores();
        // A difference of log-probabilities of two classes is one of their logits.
        double change =
            Math.log(after.get("0").getScore() / before.get("0").getScore())
                - Math.log(after.get("3").getScore() / before.get("3").getScore());
        double bound = strength(top, "0", f) + strength(top, "3", f);
        assertTrue(Math.abs(change) <= bound + 1e-3, change + " of " + bound);
        mostOfBound = Math.max(mostOfBound, Math.abs(change) / bound);
      }
    }
    assertTrue(mostOfBound > 0.3, "the bound means something: " + mostOfBound);
  }

  private static double strength(
      Map<String, List<Pair<String, Double>>> top, String label, int number) {
    return top.get(label).stream()
        .filter(each -> each.getA().equals(feature(number)))
        .mapToDouble(Pair::getB)
        .sum();
  }

  @Test
  void scoresAreProbabilitiesAndTheBestIsTheOutput() {
    List<Prediction<Label>> all = model.predict(test);
    assertEquals(test.size(), all.size());
    for (int i = 0; i < 600 && i < all.size(); i++) {
      Prediction<Label> prediction = all.get(i);
      Map<String, Label> scores = prediction.getOutputScores();
      assertEquals(1, scores.values().stream().mapToDouble(Label::getScore).sum(), 1e-12);
      double best = scores.values().stream().mapToDouble(Label::getScore).max().orElseThrow();
      assertEquals(best, prediction.getOutput().getScore());
      assertEquals(100, prediction.getNumActiveFeatures());
      assertTrue(prediction.hasProbabilities());
      if (i < 5) {
        assertTrue(
            model.predict(test.getExample(i)).distributionEquals(prediction, 1e-6),
            "alone as among others");
      }
    }
  }

  @Test
  void unknownFeaturesAreLeftOutAndAbsentOnesAreZero() {
    ArrayExample<Label> sparse = new ArrayExample<>(new Label("0"));
    sparse.add(feature(3), 2);
    ArrayExample<Label> dense = new ArrayExample<>(new Label("0"));
    for (int j = 0; j < 100; j++) {
      dense.add(feature(j), j == 3 ? 2 : 0);
    }
    ArrayExample<Label> more = new ArrayExample<>(sparse);
    more.add("who", 7);
    assertTrue(model.predict(sparse).distributionEquals(model.predict(dense)));
    assertTrue(model.predict(sparse).distributionEquals(model.predict(more)));
    assertEquals(1, model.predict(more).getNumActiveFeatures());
    ArrayExample<Label> strange = new ArrayExample<>(new Label("0"));
    strange.add("who", 7);
    assertEquals(
        "example 0: expected at least one of the 100 known features, got none of them",
        assertThrows(IllegalArgumentException.class, () -> model.predict(strange)).getMessage());
    sparse.add(feature(4), Double.NaN);
    assertEquals(
        "example 0, feature x04: expected a finite number that a float can hold, got NaN",
        assertThrows(IllegalArgumentException.class, () -> model.predict(sparse)).getMessage());
  }

  @Test
  void aModelSurvivesItsFileBitForBit() throws Exception {
    Path file = folder.resolve("toy.tribuo");
    model.serializeToFile(file);
    SparseVdModel read = (SparseVdModel) Model.deserializeFromFile(file);
    for (int i = 0; i < model.weights().size(); i++) {
      LayerWeights before = model.weights().get(i);
      LayerWeights after = read.weights().get(i);
      assertEquals(before.name(), after.name());
      assertArrayEquals(before.theta().data, after.theta().data);
      assertArrayEquals(before.bias().data, after.bias().data);
    }
    assertEquals(model.config(), read.config());
    assertEquals(model.getProvenance(), read.getProvenance());
    assertEquals(model.sparsity(), read.sparsity());
    List<Prediction<Label>> before = model.predict(test);
    List<Prediction<Label>> after = read.predict(test);
    for (int i = 0; i < before.size(); i++) {
      assertTrue(before.get(i).distributionEquals(after.get(i), 0));
    }
    Path again = folder.resolve("again.tribuo");
    read.serializeToFile(again);
    assertEquals(-1, Files.mismatch(file, again));
    assertEquals(model.serialize(), read.castModel(Label.class).serialize());
  }

  @Test
  void aCopyIsTheSameModelUnderItsOwnName() {
    Model<Label> copy = model.copy();
    copy.setName("other");
    assertEquals("sparse-vd", model.getName());
    assertEquals(model.getProvenance(), copy.getProvenance());
    assertTrue(
        copy.predict(test.getExample(0)).distributionEquals(model.predict(test.getExample(0))));
    assertTrue(copy.getExcuse(test.getExample(0)).isEmpty());
  }

  @Test
  void filesOfOtherModelsAndVersionsAreRefusedInASentence() throws Exception {
    ModelProto proto = model.serialize();
    Any any = proto.getSerializedData();
    String name = proto.getClassName();
    assertEquals(
        name + ": expected version 0 or older, got 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> SparseVdModel.deserializeFromProto(1, name, any))
            .getMessage());
    assertTrue(
        refusal(any.toBuilder().setTypeUrl("type.googleapis.com/Other").build())
            .startsWith("expected a message type.googleapis.com/org.sparsevd."));
    assertEquals(
        "field 1: expected one value, got 0", refusal(any.toBuilder().clearValue().build()));
    ModelMessage message = ModelMessage.parse(any);
    Any otherLayers =
        any.toBuilder()
            .setValue(
                com.google.protobuf.ByteString.copyFrom(
                    new ModelMessage(
                            message.metadata(),
                            message.config().with("hiddenLayers", "21"),
                            message.weights())
                        .bytes()))
            .build();
    assertEquals(
        "fc1: expected weights [100 \u00d7 21], got [100 \u00d7 20]", refusal(otherLayers));
    assertThrows(
        NotSerializableException.class,
        () -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(model));
  }

  private static String refusal(Any message) {
    return assertThrows(
            InvalidProtocolBufferException.class,
            () -> SparseVdModel.deserializeFromProto(0, "x", message))
        .getMessage();
  }

  @Test
  void theProvenanceHoldsEverySettingAndMakesTheTrainerAgain() throws Exception {
    var provenance = model.getProvenance().getTrainerProvenance();
    MapProvenance<?> settings =
        (MapProvenance<?>) provenance.getConfiguredParameters().get("settings");
    Map<String, String> told = new TreeMap<>();
    settings.getMap().forEach((key, value) -> told.put(key, ((StringProvenance) value).getValue()));
    Map<String, String> expected = new TreeMap<>();
    for (Setting setting : Setting.all()) {
      if (setting.group() != Setting.Group.DATA && !setting.key().equals("initFrom")) {
        expected.put(setting.key(), setting.write(setting.valueIn(config)));
      }
    }
    assertEquals(expected, told);
    assertEquals("0.002", told.get("learningRate"));
    assertEquals("2", provenance.getConfiguredParameters().get("threads").toString());
    assertEquals(
        "0", provenance.getInstanceValues().get("train-invocation-count").getValue().toString());

    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(ProvenanceUtil.extractConfiguration(model.getProvenance()));
    SparseVdTrainer again = manager.lookupAll(SparseVdTrainer.class).getFirst();
    assertEquals(
        new SparseVdTrainer(config, 2).getProvenance().getConfiguredParameters(),
        again.getProvenance().getConfiguredParameters());
    manager.close();
  }

  @Test
  void aConfigurationFileMakesATrainer() throws Exception {
    Path good = configuration("epochs", "7");
    try (ConfigurationManager manager = new ConfigurationManager(good.toString())) {
      SparseVdTrainer trainer = (SparseVdTrainer) manager.lookup("trainer");
      assertEquals(7, trainer.config().epochs());
      assertEquals(ExperimentConfig.defaults().with("epochs", "7"), trainer.config());
    }
    try (ConfigurationManager manager =
        new ConfigurationManager(configuration("epoch", "7").toString())) {
      String message =
          assertThrows(PropertyException.class, () -> manager.lookup("trainer")).getMessage();
      assertTrue(message.contains("unknown setting \"epoch\"; did you mean \"epochs\"?"), message);
    }
  }

  private Path configuration(String key, String value) throws Exception {
    return Files.writeString(
        folder.resolve(key + ".xml"),
        """
        <config>
          <component name="trainer" type="org.sparsevd.tribuo.SparseVdTrainer">
            <propertymap name="settings"><entry key="%s" value="%s"/></propertymap>
          </component>
        </config>
        """
            .formatted(key, value));
  }

  @Test
  void invocationsDifferAndCanBeRepeated() throws Exception {
    MutableDataset<Label> small = small(i -> i / 20.0);
    SparseVdTrainer trainer = quick();
    SparseVdModel first = trainer.train(small);
    SparseVdModel second = trainer.train(small);
    assertEquals(2, trainer.getInvocationCount());
    assertEquals(trainer.config(), first.config());
    assertNotEquals(first.config().seed(), second.config().seed());
    assertFalse(sameWeights(first, second));
    assertTrue(sameWeights(second, quick().train(small, Map.of(), 1)));
    trainer.setInvocationCount(0);
    assertTrue(sameWeights(first, trainer.train(small)));
    assertEquals(1, trainer.getInvocationCount());
    assertThrows(IllegalArgumentException.class, () -> trainer.setInvocationCount(-1));
  }

  private static boolean sameWeights(SparseVdModel one, SparseVdModel other) {
    return java.util.Arrays.equals(
        one.weights().getFirst().theta().data, other.weights().getFirst().theta().data);
  }

  @Test
  void whatCannotBeTrainedIsRefusedInASentence() throws Exception {
    refused("epochs: 0 is not allowed, expected a whole number from 1 to 100000", "epochs", "0");
    refused("dataset: not used here, the examples are those given to train", "dataset", "toy");
    refused("initFrom: not used here", "initFrom", "some-run");
    refused("klWarmupEnd: 1 is before klWarmupStart 5", "klWarmupEnd", "1");
    assertEquals(
        "initFrom: not used here, the examples are those given to train; expected no initFrom",
        assertThrows(
                IllegalArgumentException.class,
                () -> new SparseVdTrainer(config.with("initFrom", "a-run")))
            .getMessage());
    assertEquals(
        "threads: expected 1 or more, got 0",
        assertThrows(IllegalArgumentException.class, () -> new SparseVdTrainer(config, 0))
            .getMessage());

    assertEquals("expected examples of at least 2 classes, got 0 of 0", failure(quick(), empty()));
    assertEquals(
        "example 7, feature b: expected a finite number that a float can hold, got 1.0E300",
        failure(quick(), small(i -> i == 7 ? 1e300 : 0)));
    MutableDataset<Label> unlabelled = small(i -> i);
    unlabelled.add(
        new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, new String[] {"a"}, new double[1]));
    assertEquals("expected examples with labels, got 1 without", failure(quick(), unlabelled));
    String images = failure(quick("hiddenLayers", "4@3x3-9"), small(i -> i));
    assertTrue(images.startsWith("hiddenLayers: 4@3x3-9 needs images"), images);
    SparseVdTrainer wild = quick("learningRate", "10", "epochs", "50", "hiddenLayers", "9-9-9-9");
    String blown =
        assertThrows(IllegalStateException.class, () -> wild.train(small(i -> 1e30 * i)))
            .getMessage();
    assertTrue(blown.startsWith("training diverged in epoch "), blown);
    assertTrue(blown.contains("learningRate"), blown);
  }

  private static void refused(String message, String key, String value) {
    String told =
        assertThrows(
                IllegalArgumentException.class, () -> new SparseVdTrainer(Map.of(key, value), 1))
            .getMessage();
    assertTrue(told.startsWith(message), told);
  }

  private static String failure(SparseVdTrainer trainer, MutableDataset<Label> examples) {
    return assertThrows(IllegalArgumentException.class, () -> trainer.train(examples)).getMessage();
  }
}
