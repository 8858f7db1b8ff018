package org.sparsevd.run.compact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.zip.GZIPOutputStream;
import org.ejml.data.FMatrixRMaj;
import org.sparsevd.data.Samples;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Predictor;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.compact.CompactModel;
import org.sparsevd.prune.compact.CompactPredictor;
import org.sparsevd.prune.compact.Compaction;
import org.sparsevd.prune.compact.InputScaling;
import org.sparsevd.prune.compact.Latency;
import org.sparsevd.prune.compact.Softmax;
import org.sparsevd.run.PrunedNetwork;
import org.sparsevd.run.Safetensors;

/**
 * What a compact model saves, and whether it still gives the same. The dense file it is held
 * against has every θ and bias of the network as float32, pruned ones as 0.
 *
 * @param size how large network and model are
 * @param agreement outputs on the test set
 * @param latencies time of a batch, on the threads it was measured with
 */
public record CompactReport(Size size, Agreement agreement, List<Latency> latencies) {
  /** Samples at a time that are timed. */
  private static final List<Integer> BATCHES = List.of(1, 100);

  /** Samples at a time that outputs are compared on. */
  private static final int BATCH = 500;

  public CompactReport {
    latencies = List.copyOf(latencies);
  }

  /**
   * How large the network and its compact model are.
   *
   * @param weights of the network
   * @param weightsKept of them, not pruned and not of dead units
   * @param parameters weights and biases
   * @param parametersKept of the compact model, zeros not counted
   * @param units hidden neurons and filters
   * @param unitsLeft of them
   * @param denseBytes of a file of all weights and biases
   * @param gzipBytes of that file, pruned weights being 0, after gzip
   * @param compactBytes of the compact model's file
   * @param denseFlops floating-point operations of all products for one sample
   * @param compactFlops those of the compact model
   */
  public record Size(
      long weights,
      long weightsKept,
      long parameters,
      long parametersKept,
      int units,
      int unitsLeft,
      long denseBytes,
      long gzipBytes,
      long compactBytes,
      long denseFlops,
      long compactFlops) {
    public double weightRatio() {
      return (double) weights / weightsKept;
    }

    public double parameterRatio() {
      return (double) parameters / parametersKept;
    }

    public double byteRatio() {
      return (double) denseBytes / compactBytes;
    }

    /** How many times larger the dense file is after gzip. */
    public double gzipRatio() {
      return (double) gzipBytes / compactBytes;
    }

    public double flopRatio() {
      return (double) denseFlops / compactFlops;
    }
  }

  /**
   * How the outputs of both compare.
   *
   * @param samples of the test set
   * @param largestDifference of two softmax outputs
   * @param otherClass samples given another class
   * @param prunedErrorPercent of the pruned network
   * @param compactErrorPercent of the compact model
   */
  public record Agreement(
      int samples,
      double largestDifference,
      int otherClass,
      double prunedErrorPercent,
      double compactErrorPercent) {}

  /** The model of a network. */
  public static CompactModel model(PrunedNetwork network) {
    FMatrixRMaj mean = new FMatrixRMaj(1, network.inputMean().length, true, network.inputMean());
    Volume input =
        network
            .data()
            .shape()
            .map(shape -> new Volume(shape.channels(), shape.height(), shape.width()))
            .orElse(Volume.ofFeatures(mean.numCols));
    return Compaction.of(
        input,
        network.stages(),
        network.pruning().weights(),
        new InputScaling(network.inputDivisor(), mean));
  }

  /**
   * Compares and times both on the test set. Takes a few seconds.
   *
   * @param compute whose threads run both
   */
  public static CompactReport of(PrunedNetwork network, CompactModel model, Compute compute) {
    Predictor dense = new Predictor(compute, network.stages(), network.pruning().weights());
    CompactPredictor compact = new CompactPredictor(compute, model);
    Samples test = network.data().test();
    List<Latency> latencies =
        BATCHES.stream()
            .filter(batch -> batch <= test.size())
            .map(batch -> Latency.measure(dense::logits, compact::logits, inputs(test, 0, batch)))
            .toList();
    return new CompactReport(size(network, model), agreement(test, dense, compact), latencies);
  }

  /** Sizes alone, at once. */
  public static Size size(PrunedNetwork network, CompactModel model) {
    List<LayerWeights> layers = network.pruning().weights();
    long biases = layers.stream().mapToLong(LayerWeights::outputs).sum();
    long weights = network.pruning().sparsity().total();
    byte[] dense = CompactFile.bytes(dense(network));
    return new Size(
        weights,
        model.weightsKept(),
        weights + biases,
        model.parametersKept(),
        (int) (biases - layers.getLast().outputs()),
        model.units(),
        dense.length,
        gzip(dense),
        CompactFile.of(model, network).size(),
        flops(network),
        model.flops());
  }

  private static Safetensors dense(PrunedNetwork network) {
    SequencedMap<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    for (LayerWeights layer : network.pruning().weights()) {
      tensors.put(
          layer.name() + ".weights",
          Safetensors.Tensor.of(layer.theta().data, layer.inputs(), layer.outputs()));
      tensors.put(
          layer.name() + ".bias", Safetensors.Tensor.of(layer.bias().data, layer.outputs()));
    }
    float[] mean = network.inputMean();
    tensors.put("input.mean", Safetensors.Tensor.of(mean, mean.length));
    return new Safetensors(
        tensors, new LinkedHashMap<>(), CompactFile.of(model(network), network).about());
  }

  private static long gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory doesn't fail
    }
    return out.size();
  }

  private static long flops(PrunedNetwork network) {
    long flops = 0;
    for (Stage stage : network.stages()) {
      flops +=
          switch (stage) {
            case Stage.Conv(_, Convolution geometry) ->
                2L
                    * geometry.fanIn()
                    * geometry.filters()
                    * geometry.output().height()
                    * geometry.output().width();
            case Stage.Dense dense -> 2L * dense.inputs() * dense.outputs();
            default -> 0;
          };
    }
    return flops;
  }

  private static Agreement agreement(Samples test, Predictor dense, CompactPredictor compact) {
    double largest = 0;
    int otherClass = 0;
    int denseErrors = 0;
    int compactErrors = 0;
    for (int from = 0; from < test.size(); from += BATCH) {
      FMatrixRMaj inputs = inputs(test, from, Math.min(test.size(), from + BATCH));
      FMatrixRMaj expected = dense.logits(inputs);
      FMatrixRMaj given = compact.logits(inputs);
      for (int row = 0; row < inputs.numRows; row++) {
        double[] p = Softmax.of(expected, row);
        double[] q = Softmax.of(given, row);
        for (int i = 0; i < p.length; i++) {
          // Also when one is NaN.
          largest = Math.abs(p[i] - q[i]) <= largest ? largest : Math.abs(p[i] - q[i]);
        }
        int label = test.label(from + row);
        otherClass += Softmax.best(p) == Softmax.best(q) ? 0 : 1;
        denseErrors += Softmax.best(p) == label ? 0 : 1;
        compactErrors += Softmax.best(q) == label ? 0 : 1;
      }
    }
    return new Agreement(
        test.size(),
        largest,
        otherClass,
        100.0 * denseErrors / test.size(),
        100.0 * compactErrors / test.size());
  }

  private static FMatrixRMaj inputs(Samples samples, int from, int to) {
    FMatrixRMaj inputs = new FMatrixRMaj(to - from, samples.features());
    for (int row = 0; row < inputs.numRows; row++) {
      samples.copy(from + row, inputs.data, row * inputs.numCols);
    }
    return inputs;
  }
}
