package org.sparsevd.run;

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
import org.sparsevd.nn.vd.LogAlpha;

/**
 * {@code weights.safetensors}: the latest weights, and with its metadata the word on which epoch
 * the run has reached.
 *
 * @param epoch the epoch the weights are of
 * @param layers from the input on
 */
record WeightsFile(int epoch, List<LayerWeights> layers) {
  static final String NAME = "weights.safetensors";
  private static final Pattern THETA = Pattern.compile("([A-Za-z_]+)([0-9]+)\\.theta");

  /**
   * Writes the file aside and moves it into {@code folder}.
   *
   * @param inputMean subtracted from every input, [features]
   * @param threshold log α at which the run's figures prune
   */
  void write(Path folder, float[] inputMean, double threshold) throws IOException {
    SequencedMap<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    for (LayerWeights layer : layers) {
      tensors.put(layer.name() + ".theta", tensor(layer.theta()));
      layer
          .logSigma2()
          .ifPresent(matrix -> tensors.put(layer.name() + ".logSigma2", tensor(matrix)));
      tensors.put(
          layer.name() + ".bias", Safetensors.Tensor.of(layer.bias().data, layer.outputs()));
    }
    tensors.put("input.mean", Safetensors.Tensor.of(inputMean, inputMean.length));
    Map<String, String> metadata =
        Map.of(
            "format", "sparsevd-weights-v1",
            "epoch", Integer.toString(epoch),
            "cut", Double.toString(threshold),
            "clip", Float.toString(LogAlpha.CLIP),
            "epsilon", Float.toString(LogAlpha.EPSILON));
    AtomicFiles.write(folder.resolve(NAME), new Safetensors(tensors, metadata)::write);
  }

  /**
   * Reads the file.
   *
   * @throws InvalidRunException when it is not of this form
   */
  static WeightsFile read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    Safetensors content = Safetensors.read(file);
    int epoch;
    try {
      epoch = Integer.parseInt(content.metadata().getOrDefault("epoch", ""));
    } catch (NumberFormatException e) {
      throw new InvalidRunException(file, "metadata has no whole number \"epoch\"", e);
    }
    List<LayerWeights> layers = new ArrayList<>();
    for (String name : layerNames(content)) {
      layers.add(layer(file, name, content.tensors()));
    }
    if (layers.isEmpty()) {
      throw new InvalidRunException(file, "expected tensors such as fc1.theta, found " + content);
    }
    return new WeightsFile(epoch, List.copyOf(layers));
  }

  /** The prefixes of {@code *.theta} tensors, ordered by their number: fc1, fc2, …, fc10. */
  private static List<String> layerNames(Safetensors content) {
    return content.tensors().keySet().stream()
        .map(THETA::matcher)
        .filter(Matcher::matches)
        .sorted(Comparator.comparingLong((Matcher m) -> Long.parseLong(m.group(2))))
        .map(m -> m.group(1) + m.group(2))
        .toList();
  }

  private static LayerWeights layer(Path file, String name, Map<String, Safetensors.Tensor> tensors)
      throws InvalidRunException {
    Safetensors.Tensor theta = tensors.get(name + ".theta");
    Safetensors.Tensor logSigma2 = tensors.get(name + ".logSigma2");
    Safetensors.Tensor bias = tensors.get(name + ".bias");
    boolean fits =
        theta.shape().size() == 2
            && bias != null
            && bias.values().length == theta.shape().get(1)
            && (logSigma2 == null || logSigma2.shape().equals(theta.shape()));
    if (!fits) {
      throw new InvalidRunException(
          file,
          "%s: expected theta [in, out], bias [out] and logSigma2 [in, out] or none, found %s, %s, %s"
              .formatted(
                  name,
                  theta.shape(),
                  bias == null ? "none" : bias.shape(),
                  logSigma2 == null ? "none" : logSigma2.shape()));
    }
    int inputs = theta.shape().get(0);
    int outputs = theta.shape().get(1);
    return new LayerWeights(
        name,
        matrix(inputs, outputs, theta.values()),
        Optional.ofNullable(logSigma2).map(tensor -> matrix(inputs, outputs, tensor.values())),
        matrix(1, outputs, bias.values()));
  }

  private static FMatrixRMaj matrix(int rows, int columns, float[] values) {
    return FMatrixRMaj.wrap(rows, columns, values);
  }

  private static Safetensors.Tensor tensor(FMatrixRMaj matrix) {
    return Safetensors.Tensor.of(matrix.data, matrix.numRows, matrix.numCols);
  }
}
