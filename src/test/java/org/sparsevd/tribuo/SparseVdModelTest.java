package org.sparsevd.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.train.ExperimentConfig;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.hash.HashCodeHasher;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Sparse data of Tribuo: of {@value #FEATURES} features, which half of the time an example does not
 * have, every fourth decides the class, one of four quadrants.
 */
class SparseVdModelTest {
  private static final int FEATURES = 40;
  private static final int USEFUL = 10;
  private static final double MARGIN = 0.3;
  private static final String SALT = "a salt that is long enough";

  private static ExperimentConfig config;
  private static MutableDataset<Label> train;
  private static MutableDataset<Label> test;
  private static SparseVdModel model;

  @TempDir private Path folder;

  @BeforeAll
  static void trainOnce() throws Exception {
    config =
        ExperimentConfig.defaults()
            .with("hiddenLayers", "20")
            .with("epochs", "60")
            .with("batchSize", "50")
            .with("learningRate", "0.005")
            .with("decayFrom", "30")
            .with("klWarmupStart", "2")
            .with("klWarmupEnd", "20")
            .with("denseInit", "glorot")
            .with("seed", "3");
    train = examples(2_000, 1, false);
    test = examples(500, 2, false);
    model = new SparseVdTrainer(config, 1).train(train);
  }

  /**
   * Draws examples.
   *
   * @param dense whether to spell zeros out
   */
  private static MutableDataset<Label> examples(int size, long seed, boolean dense) {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("quadrants", labels), labels);
    Random random = new Random(seed);
    double[] values = new double[FEATURES];
    while (examples.size() < size) {
      for (int j = 0; j < FEATURES; j++) {
        values[j] = random.nextBoolean() ? random.nextGaussian() : 0;
      }
      double first = score(values, 0);
      double second = score(values, 1);
      if (Math.abs(first) >= MARGIN && Math.abs(second) >= MARGIN) {
        String quadrant = (first > 0 ? "north" : "south") + (second > 0 ? "east" : "west");
        ArrayExample<Label> example = new ArrayExample<>(new Label(quadrant));
        for (int j = 0; j < FEATURES; j++) {
          if (dense || values[j] != 0) {
            example.add(feature(j), values[j]);
          }
        }
        examples.add(example);
      }
    }
    return examples;
  }

  private static double score(double[] values, int which) {
    return IntStream.range(0, USEFUL)
        .filter(k -> k % 2 == which)
        .mapToDouble(k -> values[4 * k])
        .sum();
  }

  private static String feature(int number) {
    return "x%02d".formatted(number);
  }

  private static SparseVdTrainer quick() throws Exception {
    return new SparseVdTrainer(config.with("epochs", "3"), 1);
  }

  private static double accuracy(Model<Label> any) {
    return new LabelEvaluator().evaluate(any, test).accuracy();
  }

  private static void assertSameWeights(SparseVdModel expected, SparseVdModel actual) {
    assertEquals(expected.weights().size(), actual.weights().size());
    for (int i = 0; i < expected.weights().size(); i++) {
      LayerWeights one = expected.weights().get(i);
      LayerWeights other = actual.weights().get(i);
      assertArrayEquals(one.theta().data, other.theta().data, one.name());
      assertArrayEquals(one.bias().data, other.bias().data, one.name());
    }
  }

  @Test
  void itLearnsSparseDataAndPrunesIt() {
    assertTrue(accuracy(model) > 0.9, "accuracy " + accuracy(model));
    assertTrue(model.compression() > 2, "compression " + model.compression());
    Sparsity sparsity = model.sparsity();
    assertEquals(
        List.of("fc1", "fc2"), sparsity.layers().stream().map(Sparsity.Layer::name).toList());
    assertEquals(FEATURES * 20 + 20 * 4, sparsity.total());
    long kept = 0;
    for (LayerWeights layer : model.weights()) {
      for (float theta : layer.theta().data) {
        kept += theta == 0 ? 0 : 1;
      }
    }
    assertEquals(kept, sparsity.kept());
    assertEquals((double) sparsity.total() / kept, model.compression());
  }

  @Test
  void theTopFeaturesAreTheUsefulOnes() {
    Map<String, List<Pair<String, Double>>> top = model.getTopFeatures(USEFUL);
    assertEquals(Set.of(Model.ALL_OUTPUTS), top.keySet());
    Set<String> useful =
        IntStream.range(0, USEFUL).mapToObj(k -> feature(4 * k)).collect(Collectors.toSet());
    List<Pair<String, Double>> features = top.get(Model.ALL_OUTPUTS);
    assertEquals(useful, features.stream().map(Pair::getA).collect(Collectors.toSet()));
    Map<String, List<Pair<String, Double>>> byOutput = model.topFeaturesByOutput(-1);
    for (int i = 0; i < USEFUL; i++) {
      String name = features.get(i).getA();
      double value = features.get(i).getB();
      assertTrue(i == 0 || features.get(i - 1).getB() >= value, features.toString());
      double sum =
          byOutput.values().stream()
              .flatMap(List::stream)
              .filter(each -> each.getA().equals(name))
              .mapToDouble(Pair::getB)
              .sum();
      assertEquals(sum, value, 1e-9 * sum, name);
    }
    assertEquals(features.subList(0, 3), model.getTopFeatures(3).get(Model.ALL_OUTPUTS));
    assertEquals(List.of(), model.getTopFeatures(0).get(Model.ALL_OUTPUTS));
  }

  @Test
  void anAbsentFeatureIsZeroWhileTraining() throws Exception {
    MutableDataset<Label> dense = examples(2_000, 1, true);
    assertEquals(FEATURES, dense.getExample(0).size());
    assertTrue(train.getExample(0).size() < FEATURES);
    assertSameWeights(quick().train(dense), quick().train(train));
  }

  @Test
  void anyNumberOfThreadsGivesTheSameModel() throws Exception {
    SparseVdTrainer three = new SparseVdTrainer(quick().config(), 3);
    assertSameWeights(quick().train(train), three.train(train));
  }

  @Test
  void featuresMayBeHashed() throws Exception {
    HashingTrainer<Label> hashing =
        new HashingTrainer<>(new SparseVdTrainer(config, 1), new HashCodeHasher(SALT));
    SparseVdModel hashed = assertInstanceOf(SparseVdModel.class, hashing.train(train));
    Prediction<Label> prediction = hashed.predict(test.getExample(0));
    assertEquals(test.getExample(0).size(), prediction.getNumActiveFeatures());
    assertTrue(accuracy(hashed) > 0.9, "accuracy " + accuracy(hashed));

    Path file = folder.resolve("hashed.tribuo");
    hashed.serializeToFile(file);
    Model<Label> read = Model.deserializeFromFile(file).castModel(Label.class);
    ((HashedFeatureMap) read.getFeatureIDMap()).setSalt(SALT); // which no file has
    for (Example<Label> example : test) {
      assertTrue(hashed.predict(example).distributionEquals(read.predict(example), 0));
    }
  }

  @Test
  void aModelIsTrainedAgainFromItsProvenance() throws Exception {
    SparseVdTrainer trainer = quick();
    SparseVdModel first = trainer.train(train);
    SparseVdModel second = trainer.train(train, Map.of("why", new StringProvenance("why", "test")));
    ModelProvenance provenance =
        (ModelProvenance)
            ProvenanceUtil.unmarshalProvenance(
                ProvenanceUtil.marshalProvenance(second.getProvenance()));
    assertEquals(second.getProvenance(), provenance);
    assertEquals("test", provenance.getInstanceProvenance().getMap().get("why").toString());
    assertEquals(SparseVdModel.class.getName(), provenance.getClassName());
    int invocation =
        (Integer)
            provenance
                .getTrainerProvenance()
                .getInstanceValues()
                .get("train-invocation-count")
                .getValue();
    assertEquals(1, invocation);
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.addConfiguration(ProvenanceUtil.extractConfiguration(provenance));
      SparseVdTrainer again = manager.lookupAll(SparseVdTrainer.class).getFirst();
      assertEquals(trainer.config(), again.config());
      assertSameWeights(second, again.train(train, Map.of(), invocation));
      assertSameWeights(first, again.train(train, Map.of(), 0));
    }
    assertNotEquals(first.config().seed(), second.config().seed());
  }

  /** Wherever a bit is flipped, or the end is cut off, the model is refused. */
  @Test
  void noDamagedModelIsRead() throws Exception {
    ModelProto whole = quick().train(train).serialize();
    byte[] good = whole.getSerializedData().getValue().toByteArray();
    Random random = new Random(5);
    Set<String> words = new TreeSet<>();
    for (int i = 0; i < 400; i++) {
      byte[] bad = good.clone();
      int at = i < 20 ? i : random.nextInt(bad.length);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      words.add(refusal(whole, bad));
      words.add(refusal(whole, java.util.Arrays.copyOf(good, random.nextInt(good.length))));
    }
    assertTrue(
        words.contains(
            "the model is damaged: its content does not have the SHA-256 written with it"),
        words.toString());
    Path file = folder.resolve("damaged.tribuo");
    byte[] bad = good.clone();
    bad[good.length / 2] ^= 1;
    Files.write(file, with(whole, bad).toByteArray());
    Throwable told = assertThrows(RuntimeException.class, () -> Model.deserializeFromFile(file));
    while (told.getCause() != null) { // Tribuo wraps what its reflection met
      told = told.getCause();
    }
    assertTrue(told.getMessage().startsWith("the model is damaged"), told.toString());
  }

  private static String refusal(ModelProto whole, byte[] content) {
    Any any = with(whole, content).getSerializedData();
    return assertThrows(
            InvalidProtocolBufferException.class,
            () -> SparseVdModel.deserializeFromProto(0, whole.getClassName(), any))
        .getMessage();
  }

  private static ModelProto with(ModelProto whole, byte[] content) {
    Any any = whole.getSerializedData().toBuilder().setValue(ByteString.copyFrom(content)).build();
    return whole.toBuilder().setSerializedData(any).build();
  }

  @Test
  void weightsOfMoreLayersThanTheSettingsSayAreRefused() throws Exception {
    ModelProto whole = model.serialize();
    ModelMessage message = ModelMessage.parse(whole.getSerializedData());
    List<LayerWeights> weights = message.weights();
    LayerWeights last = weights.getLast();
    LayerWeights third =
        new LayerWeights("fc3", last.theta(), last.logSigma2(), last.bias(), last.filter());
    byte[] more =
        new ModelMessage(
                message.metadata(),
                message.config(),
                List.of(weights.getFirst(), weights.getLast(), third))
            .bytes();
    assertEquals("hiddenLayers 20: expected weights of 2 layers, got 3", refusal(whole, more));
  }

  @Test
  void oneClassIsRefused() throws Exception {
    MutableDataset<Label> one = examples(0, 1, false);
    for (int i = 0; i < 5; i++) {
      one.add(new ArrayExample<>(new Label("only"), new String[] {"a"}, new double[] {i}));
    }
    SparseVdTrainer trainer = quick();
    assertEquals(
        "expected examples of at least 2 classes, got 5 of 1",
        assertThrows(IllegalArgumentException.class, () -> trainer.train(one)).getMessage());
    assertEquals(0, trainer.getInvocationCount(), "nothing was trained");
  }
}
