package org.sparsevd.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Volume;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * {@code weights.safetensors}: the latest weights, and with its metadata the word on which epoch
 * the run has reached.
 *
 * @param epoch the epoch the weights are of
 * @param layers from the input on
 */
public record WeightsFile(int epoch, List<LayerWeights> layers) {
  static final String NAME = "weights.safetensors";
  private static final String FORMAT = "sparsevd-weights-v1";

  /** Newer weights, or what else this program writes in a file of the same kind. */
  private static final Pattern OTHER_FORMAT =
      Pattern.compile("sparsevd-(weights|checkpoint)-v[0-9]+");

  /** Dimensions of a convolution's θ: channels, height, width, filters. */
  private static final int FILTER_DIMENSIONS = 4;

  private static final Pattern THETA = Pattern.compile("([A-Za-z_]+)([0-9]{1,9})\\.theta");

  /**
   * Writes the file aside and moves it into {@code folder}.
   *
   * @param inputMean subtracted from every input, [features]
   * @param threshold log α at which the run's figures prune
   */
  void write(Path folder, float[] inputMean, double threshold) throws IOException {
    AtomicFiles.write(folder.resolve(NAME), content(inputMean, threshold)::write);
  }

  /**
   * What the file has in it.
   *
   * @param inputMean subtracted from every input, [features]
   * @param threshold log α at which the network is pruned
   */
  public byte[] bytes(float[] inputMean, double threshold) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content(inputMean, threshold).write(bytes);
    } catch (IOException e) {
      throw new AssertionError("memory is no device that fails", e);
    }
    return bytes.toByteArray();
  }

  private Safetensors content(float[] inputMean, double threshold) {
    SequencedMap<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    for (LayerWeights layer : layers) {
      tensors.put(layer.name() + ".theta", tensor(layer, layer.theta()));
      layer
          .logSigma2()
          .ifPresent(matrix -> tensors.put(layer.name() + ".logSigma2", tensor(layer, matrix)));
      tensors.put(
          layer.name() + ".bias", Safetensors.Tensor.of(layer.bias().data, layer.outputs()));
    }
    tensors.put("input.mean", Safetensors.Tensor.of(inputMean, inputMean.length));
    Map<String, String> metadata =
        Map.of(
            "format", FORMAT,
            "epoch", Integer.toString(epoch),
            "cut", Double.toString(threshold),
            "clip", Float.toString(LogAlpha.CLIP),
            "epsilon", Float.toString(LogAlpha.EPSILON));
    return new Safetensors(tensors, metadata);
  }

  /**
   * Reads the file.
   *
   * @param order names of the layers from the input on, as far as they are known
   * @throws InvalidRunException when it is not of this form
   */
  static WeightsFile read(Path folder, List<String> order) throws IOException {
    Path file = folder.resolve(NAME);
    return parse(file, WholeFile.bytes(file), order);
  }

  /**
   * Reads what the file has in it; as {@link #read}.
   *
   * @param file what an error names
   * @throws InvalidRunException when it is not of this form
   */
  public static WeightsFile parse(Path file, byte[] bytes, List<String> order)
      throws InvalidRunException {
    Safetensors content = Safetensors.parse(file, bytes);
    String format = content.metadata().getOrDefault("format", FORMAT); // others may give none
    if (OTHER_FORMAT.matcher(format).matches() && !format.equals(FORMAT)) {
      throw new InvalidRunException(
          file, "metadata: expected the format %s, found %s".formatted(FORMAT, format));
    }
    String epoch = content.metadata().getOrDefault("epoch", "none");
    if (!epoch.matches("[0-9]{1,9}")) {
      throw new InvalidRunException(
          file, "metadata: expected a whole number \"epoch\", found " + epoch);
    }
    List<LayerWeights> layers = new ArrayList<>();
    for (String name : layerNames(content, order)) {
      layers.add(layer(file, name, content.tensors()));
    }
    if (layers.isEmpty()) {
      throw new InvalidRunException(file, "expected tensors such as fc1.theta, found " + content);
    }
    return new WeightsFile(Integer.parseInt(epoch), List.copyOf(layers));
  }

  /**
   * The prefixes of {@code *.theta} tensors in the known order. What is not known follows,
   * convolutions before dense layers, ordered by their number: conv1, conv2, fc1, …, fc10.
   */
  private static List<String> layerNames(Safetensors content, List<String> order) {
    return content.tensors().keySet().stream()
        .map(THETA::matcher)
        .filter(Matcher::matches)
        .sorted(
            Comparator.comparingInt((Matcher m) -> place(order, m.group(1) + m.group(2)))
                .thenComparingInt(m -> -content.tensors().get(m.group()).shape().size())
                .thenComparingInt(m -> Integer.parseInt(m.group(2))))
        .map(m -> m.group(1) + m.group(2))
        .toList();
  }

  private static int place(List<String> order, String name) {
    return order.contains(name) ? order.indexOf(name) : order.size();
  }

  private static LayerWeights layer(Path file, String name, Map<String, Safetensors.Tensor> tensors)
      throws InvalidRunException {
    Safetensors.Tensor theta = tensors.get(name + ".theta");
    Safetensors.Tensor logSigma2 = tensors.get(name + ".logSigma2");
    Safetensors.Tensor bias = tensors.get(name + ".bias");
    List<Integer> shape = theta.shape();
    boolean isConvolution = shape.size() == FILTER_DIMENSIONS;
    boolean fits =
        (shape.size() == 2 || isConvolution)
            && shape.stream().allMatch(size -> size > 0)
            && bias != null
            && bias.values().length == shape.getLast()
            && (logSigma2 == null || logSigma2.shape().equals(shape));
    if (!fits) {
      throw new InvalidRunException(
          file,
          ("%s: expected theta [in, out] or [channels, height, width, filters], bias [out] and"
                  + " logSigma2 like theta or none, found %s, %s, %s")
              .formatted(
                  name,
                  shape,
                  bias == null ? "none" : bias.shape(),
                  logSigma2 == null ? "none" : logSigma2.shape()));
    }
    Optional<Volume> filter =
        isConvolution
            ? Optional.of(new Volume(shape.get(0), shape.get(1), shape.get(2)))
            : Optional.empty();
    int inputs = filter.map(Volume::features).orElse(shape.getFirst());
    int outputs = shape.getLast();
    return new LayerWeights(
        name,
        matrix(inputs, outputs, theta.values()),
        Optional.ofNullable(logSigma2).map(tensor -> matrix(inputs, outputs, tensor.values())),
        matrix(1, outputs, bias.values()),
        filter);
  }

  private static FMatrixRMaj matrix(int rows, int columns, float[] values) {
    return FMatrixRMaj.wrap(rows, columns, values);
  }

  /** θ or log σ² of a layer: [in, out], or [channels, height, width, filters]. */
  static Safetensors.Tensor tensor(LayerWeights layer, FMatrixRMaj matrix) {
    return layer
        .filter()
        .map(f ->
            Safetensors.Tensor.of(
                matrix.data, f.channels(), f.height(), f.width(), layer.outputs()))
        .orElseGet(() -> Safetensors.Tensor.of(matrix.data, matrix.numRows, matrix.numCols));
  }
}
