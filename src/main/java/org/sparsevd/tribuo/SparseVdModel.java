package org.sparsevd.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.sparsevd.data.OneLine;
import org.sparsevd.data.TribuoData;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.PathStrength;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.train.Classifier;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Predictions;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A network that {@link SparseVdTrainer} trained, pruned at its threshold. Immutable but for its
 * name; any number of threads may ask it, one at a time is answered.
 *
 * <p>Scores are the softmax of the logits, so each example's sum to 1. Features of an example that
 * the model does not know are left out, those that the example does not have are 0.
 */
public final class SparseVdModel extends Model<Label> {
  private static final long serialVersionUID = 1L;

  /** Version of what {@link #serialize} writes. */
  public static final int CURRENT_VERSION = 0;

  /** Examples a pass. */
  private static final int BATCH = 500;

  private final transient ExperimentConfig config;
  private final transient List<LayerWeights> weights;
  private final transient Classifier classifier; // guarded by itself

  /**
   * @param config as trained with, its seed that of the invocation
   * @param weights pruned, without log σ²
   * @throws IllegalArgumentException when the weights are not those of the layers
   */
  SparseVdModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<Label> outputs,
      ExperimentConfig config,
      List<LayerWeights> weights) {
    super(name, provenance, features, outputs, true);
    this.config = config;
    this.weights = List.copyOf(weights);
    int layers = config.architecture().hidden().size() + 1;
    if (weights.size() != layers) {
      throw new IllegalArgumentException(
          "hiddenLayers %s: expected weights of %d layers, got %d"
              .formatted(config.hiddenLayers(), layers, weights.size()));
    }
    classifier =
        new Classifier(
            new Compute(1), // has no threads of its own, so nobody has to close it
            config.architecture().stages(Volume.ofFeatures(features.size()), outputs.size()),
            this.weights,
            BATCH);
  }

  /** The settings it was trained with; the seed is that of its invocation. */
  public ExperimentConfig config() {
    return config;
  }

  /** |W| / |W≠0|: how many weights there were for each that is left; +∞ when none is. */
  public double compression() {
    return sparsity().compression();
  }

  /** How many weights are left, in each layer and together. Biases do not count. */
  public Sparsity sparsity() {
    return new Sparsity(
        weights.stream()
            .map(layer ->
                new Sparsity.Layer(layer.name(), layer.nonZeroCount(), layer.weightCount()))
            .toList());
  }

  List<LayerWeights> weights() {
    return weights;
  }

  /**
   * The most probable class and the score of each.
   *
   * @throws IllegalArgumentException in one sentence, when the example has no feature that the
   *     model knows or a value is not finite
   */
  @Override
  public Prediction<Label> predict(Example<Label> example) {
    return batch(List.of(example)).getFirst();
  }

  /** As {@link #predict(Example)}, many at a time. */
  @Override
  protected List<Prediction<Label>> innerPredict(Iterable<Example<Label>> examples) {
    List<Prediction<Label>> predictions = new ArrayList<>();
    List<Example<Label>> batch = new ArrayList<>();
    for (Example<Label> example : examples) {
      batch.add(example);
      if (batch.size() == BATCH) {
        predictions.addAll(batch(batch));
        batch.clear();
      }
    }
    predictions.addAll(batch(batch));
    return predictions;
  }

  private List<Prediction<Label>> batch(List<Example<Label>> examples) {
    Predictions found;
    synchronized (classifier) {
      found = classifier.predict(TribuoData.inputs(examples, featureIDMap));
    }
    List<Prediction<Label>> predictions = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      predictions.add(prediction(examples.get(i), found.predicted()[i], found.probabilities(i)));
    }
    return predictions;
  }

  private Prediction<Label> prediction(Example<Label> example, int best, double[] probabilities) {
    if (best < 0) {
      throw new IllegalArgumentException(
          "expected values like those trained on, got an example whose logits are not finite");
    }
    Map<String, Label> scores = new LinkedHashMap<>();
    for (int c = 0; c < probabilities.length; c++) {
      String label = outputIDInfo.getOutput(c).getLabel();
      scores.put(label, new Label(label, probabilities[c]));
    }
    return new Prediction<>(
        scores.get(outputIDInfo.getOutput(best).getLabel()),
        scores,
        TribuoData.knownFeatures(example, featureIDMap),
        example,
        true);
  }

  /**
   * The features that can move the logits most, by {@link PathStrength}: Σ over all paths of kept
   * weights from the feature to any logit of Π |θ| along the path. It bounds by how much the logits
   * change together, Σ |Δ logit|, when the feature changes by 1. Features from which no path is
   * left are pruned and never listed.
   *
   * @param n most features; all that are left when negative
   * @return one list, strongest first, equal ones by name, under {@link Model#ALL_OUTPUTS}; of each
   *     class alone see {@link #topFeaturesByOutput}
   */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    return Map.of(ALL_OUTPUTS, strongest(n, classes -> Arrays.stream(classes).sum()));
  }

  /**
   * As {@link #getTopFeatures}, for the logit of each class alone.
   *
   * @param n most features a class; all that are left when negative
   * @return by class, strongest first, equal ones by name
   */
  public Map<String, List<Pair<String, Double>>> topFeaturesByOutput(int n) {
    Map<String, List<Pair<String, Double>>> top = new LinkedHashMap<>();
    for (int i = 0; i < outputIDInfo.size(); i++) {
      int c = i;
      top.put(outputIDInfo.getOutput(c).getLabel(), strongest(n, classes -> classes[c]));
    }
    return top;
  }

  /**
   * Features by falling strength.
   *
   * @param of a feature's strength, from that on each class; 0 leaves it out
   */
  private List<Pair<String, Double>> strongest(int n, ToDoubleFunction<double[]> of) {
    double[][] strength = PathStrength.of(weights);
    List<Pair<String, Double>> features = new ArrayList<>();
    for (int i = 0; i < strength.length; i++) {
      double value = of.applyAsDouble(strength[i]);
      if (value > 0) {
        features.add(new Pair<>(featureIDMap.get(i).getName(), value));
      }
    }
    features.sort(
        Comparator.comparingDouble((Pair<String, Double> each) -> -each.getB())
            .thenComparing(Pair::getA));
    return List.copyOf(n < 0 || n > features.size() ? features : features.subList(0, n));
  }

  /** None: the network does not say why. */
  @Override
  public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
    return Optional.empty();
  }

  @Override
  protected SparseVdModel copy(String newName, ModelProvenance newProvenance) {
    return new SparseVdModel(
        newName, newProvenance, featureIDMap, outputIDInfo, config, weights); // nobody changes them
  }

  /** Everything, the weights bit for bit; the message is described in {@link ModelMessage}. */
  @Override
  public ModelProto serialize() {
    ModelMessage message = new ModelMessage(createDataCarrier().serialize(), config, weights);
    return ModelProto.newBuilder()
        .setVersion(CURRENT_VERSION)
        .setClassName(SparseVdModel.class.getName())
        .setSerializedData(
            Any.newBuilder()
                .setTypeUrl(ModelMessage.TYPE_URL)
                .setValue(ByteString.copyFrom(message.bytes())))
        .build();
  }

  /**
   * Reads what {@link #serialize} wrote; called by Tribuo.
   *
   * @throws InvalidProtocolBufferException in one sentence, when it is not that
   * @throws IllegalArgumentException in one sentence, when it is of a newer version
   */
  public static SparseVdModel deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    if (version < 0 || version > CURRENT_VERSION) {
      throw new IllegalArgumentException(
          "%s: expected version %d or older, got %d"
              .formatted(className, CURRENT_VERSION, version));
    }
    ModelMessage content = ModelMessage.parse(message);
    ModelDataCarrier<?> carrier;
    try {
      carrier = ModelDataCarrier.deserialize(content.metadata());
    } catch (RuntimeException e) { // of many classes, from code that Tribuo calls by name
      throw new InvalidProtocolBufferException(
          "the model is damaged: its name, provenance, features or labels cannot be read");
    }
    if (carrier.outputDomain().size() == 0
        || !(carrier.outputDomain().getOutput(0) instanceof Label)) {
      throw new InvalidProtocolBufferException(
          "expected an output domain of labels, got "
              + carrier.outputDomain().getClass().getSimpleName());
    }
    @SuppressWarnings("unchecked") // just looked at
    ImmutableOutputInfo<Label> outputs = (ImmutableOutputInfo<Label>) carrier.outputDomain();
    try {
      return new SparseVdModel(
          carrier.name(),
          carrier.provenance(),
          carrier.featureDomain(),
          outputs,
          content.config(),
          content.weights());
    } catch (IllegalArgumentException e) { // weights of other shapes
      throw new InvalidProtocolBufferException(OneLine.of(e.getMessage()));
    }
  }

  /** Tribuo's own files are protobuf; Java's serialisation would lose the weights. */
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(
        SparseVdModel.class.getName() + " is written by serializeToFile");
  }
}
