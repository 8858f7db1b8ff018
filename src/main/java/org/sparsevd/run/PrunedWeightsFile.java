package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.sparsevd.nn.LayerWeights;

/**
 * A pruned network's weights as a safetensors file, for programs that build the network themselves.
 * All tensors are F32, little-endian, in row-major order; for each layer:
 *
 * <ul>
 *   <li>{@code fc1.theta} [in, out] or {@code conv1.theta} [channels, height, width, filters]: the
 *       weights, pruned ones exactly 0
 *   <li>{@code fc1.bias} [out]
 * </ul>
 *
 * and {@code input.mean} [features]. A network input is stored value / {@code inputDivisor} −
 * {@code input.mean}, an image's pixels in the order [channels, height, width]; convolutions slide
 * over it without turning the filter, and ReLU follows every layer but the last.
 *
 * <p>The metadata are those of {@link PrunedNetwork#metadata} with {@code format}, {@value
 * #FORMAT}, and {@code inputDivisor}.
 */
public final class PrunedWeightsFile {
  static final String FORMAT = "sparsevd-pruned-v1";

  private PrunedWeightsFile() {}

  /**
   * Writes the weights of {@code network} into a new file.
   *
   * @throws InvalidRunException when {@code file} is there already or cannot be written; nothing
   *     half-written stays
   */
  public static void write(PrunedNetwork network, Path file) throws IOException {
    SequencedMap<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    for (LayerWeights layer : network.pruning().weights()) {
      tensors.put(layer.name() + ".theta", WeightsFile.tensor(layer, layer.theta()));
      tensors.put(
          layer.name() + ".bias", Safetensors.Tensor.of(layer.bias().data, layer.outputs()));
    }
    float[] mean = network.inputMean();
    tensors.put("input.mean", Safetensors.Tensor.of(mean, mean.length));
    Map<String, String> metadata = new LinkedHashMap<>(network.metadata());
    metadata.put("format", FORMAT);
    metadata.put("inputDivisor", Float.toString(network.inputDivisor()));
    AtomicFiles.writeNew(file, new Safetensors(tensors, metadata)::write);
  }
}
