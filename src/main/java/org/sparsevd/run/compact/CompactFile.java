package org.sparsevd.run.compact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.sparsevd.nn.Architecture;
import org.sparsevd.nn.Architecture.LayerSpec;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.compact.CompactLayer;
import org.sparsevd.prune.compact.CompactMatrix;
import org.sparsevd.prune.compact.CompactModel;
import org.sparsevd.prune.compact.InputScaling;
import org.sparsevd.run.AtomicFiles;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.PrunedNetwork;
import org.sparsevd.run.Safetensors;

/**
 * A compact model as a safetensors file. Its metadata tell the layers that are left, written as in
 * the setting {@code hiddenLayers}, and the input's shape. Each layer has {@code NAME.bias} [out],
 * and its weights as {@code NAME.weights} [in, out] when that is smaller, or else as {@code
 * NAME.values}, the weights that are not zero, neuron by neuron or filter by filter, with {@code
 * NAME.rows}, the input that each belongs to, and {@code NAME.counts} [out], how many there are of
 * each neuron or filter. Row (c · height + y) · width + x of a filter is channel c in row y and
 * column x. {@code input.mean} is there when something is subtracted.
 *
 * @param model what the file holds
 * @param about where it comes from: {@code run}, {@code dataset}, {@code epoch}, {@code threshold}
 */
public record CompactFile(CompactModel model, SequencedMap<String, String> about) {
  private static final String FORMAT = "sparsevd-compact-v1";
  private static final String MEAN = "input.mean";
  private static final Pattern INPUT =
      Pattern.compile("([1-9][0-9]{0,6})x([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");
  private static final Pattern CLASSES = Pattern.compile("[1-9][0-9]{0,5}");

  /** Values of one sample anywhere in the network: more are no model but a mistake. */
  private static final long MAX_FEATURES = 1 << 24;

  private static final List<String> OWN_KEYS =
      List.of("format", "input", "hiddenLayers", "classes", "divisor");

  /** Of all that can be said of a network: a file this small should not be mostly about itself. */
  private static final List<String> KEPT_KEYS = List.of("program", "run", "epoch", "dataset");

  /** The file of a run's network. */
  public static CompactFile of(CompactModel model, PrunedNetwork network) {
    SequencedMap<String, String> about = network.metadata();
    about.keySet().removeIf(key -> !KEPT_KEYS.contains(key) && !key.startsWith("threshold"));
    return new CompactFile(model, about);
  }

  /**
   * Writes a new file.
   *
   * @throws InvalidRunException when it is there already or cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFiles.writeNew(file, content()::write);
  }

  /** Bytes of the file. */
  public long size() {
    return size(content());
  }

  static long size(Safetensors content) {
    return bytes(content).length;
  }

  static byte[] bytes(Safetensors content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory doesn't fail
    }
    return out.toByteArray();
  }

  private Safetensors content() {
    SequencedMap<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    SequencedMap<String, Safetensors.IndexTensor> indices = new LinkedHashMap<>();
    for (CompactLayer.Weighted layer : model.weighted()) {
      String name = layer.name();
      switch (layer.weights()) {
        case CompactMatrix.Dense(FMatrixRMaj weights) ->
            tensors.put(
                name + ".weights",
                Safetensors.Tensor.of(values(weights), weights.numRows, weights.numCols));
        case CompactMatrix.Sparse(FMatrixSparseCSC weights) -> {
          tensors.put(
              name + ".values",
              Safetensors.Tensor.of(
                  Arrays.copyOf(weights.nz_values, weights.nz_length), weights.nz_length));
          int bytes = CompactMatrix.bytesFor(weights.numRows);
          indices.put(
              name + ".rows",
              new Safetensors.IndexTensor(
                  bytes, Arrays.copyOf(weights.nz_rows, weights.nz_length)));
          indices.put(name + ".counts", new Safetensors.IndexTensor(bytes, counts(weights)));
        }
      }
      tensors.put(
          name + ".bias", Safetensors.Tensor.of(values(layer.bias()), layer.bias().numCols));
    }
    if (model.scaling().hasMean()) {
      FMatrixRMaj mean = model.scaling().mean();
      tensors.put(MEAN, Safetensors.Tensor.of(values(mean), mean.numCols));
    }
    Map<String, String> metadata = new LinkedHashMap<>(about);
    metadata.put("format", FORMAT);
    Volume input = model.input();
    metadata.put("input", input.channels() + "x" + input.height() + "x" + input.width());
    metadata.put("hiddenLayers", architecture().text());
    metadata.put("classes", Integer.toString(model.classes()));
    metadata.put("divisor", Float.toString(model.scaling().divisor()));
    return new Safetensors(tensors, indices, metadata);
  }

  private static float[] values(FMatrixRMaj matrix) {
    return Arrays.copyOf(matrix.data, matrix.getNumElements());
  }

  private static int[] counts(FMatrixSparseCSC weights) {
    int[] counts = new int[weights.numCols];
    for (int column = 0; column < counts.length; column++) {
      counts[column] = weights.col_idx[column + 1] - weights.col_idx[column];
    }
    return counts;
  }

  /** The layers that are left, the output apart. */
  public Architecture architecture() {
    List<LayerSpec> hidden = new ArrayList<>();
    for (CompactLayer layer : model.layers()) {
      switch (layer) {
        case CompactLayer.MaxPool pool -> hidden.add(new LayerSpec.MaxPool(pool.stage().size()));
        case CompactLayer.Conv conv -> hidden.add(spec(conv.geometry()));
        case CompactLayer.Dense dense -> {
          if (!dense.last()) {
            hidden.add(new LayerSpec.Dense(dense.weights().outputs()));
          }
        }
      }
    }
    return new Architecture(hidden);
  }

  private static LayerSpec spec(Convolution geometry) {
    boolean same =
        geometry.equals(
            Convolution.same(
                geometry.input(),
                geometry.filters(),
                geometry.kernelHeight(),
                geometry.kernelWidth(),
                geometry.stride()));
    return new LayerSpec.Conv(
        geometry.filters(),
        geometry.kernelHeight(),
        geometry.kernelWidth(),
        geometry.stride(),
        same);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidRunException when it is no compact model, saying what is wrong
   */
  public static CompactFile read(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    try {
      SequencedMap<String, String> about = new LinkedHashMap<>(content.metadata());
      OWN_KEYS.forEach(about::remove);
      return new CompactFile(model(content), about);
    } catch (IllegalArgumentException e) {
      throw new InvalidRunException(file, "no compact model: " + e.getMessage(), e);
    }
  }

  private static CompactModel model(Safetensors content) {
    Map<String, String> metadata = content.metadata();
    String format = metadata.getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException("expected format " + FORMAT + ", found " + format);
    }
    Volume input = input(metadata.getOrDefault("input", "none"));
    String classes = metadata.getOrDefault("classes", "none");
    if (!CLASSES.matcher(classes).matches()) {
      throw new IllegalArgumentException("expected a number of classes, found " + classes);
    }
    List<Stage> stages =
        Architecture.parse(metadata.getOrDefault("hiddenLayers", "none"))
            .stages(input, Integer.parseInt(classes));
    List<CompactLayer> layers = new ArrayList<>();
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Conv(String name, Convolution geometry) -> {
          requireSize(name, geometry.output());
          layers.add(
              new CompactLayer.Conv(
                  name,
                  geometry,
                  weights(content, name, geometry.fanIn(), geometry.filters()),
                  row(content, name + ".bias", geometry.filters())));
        }
        case Stage.Dense(String name, int inputs, int outputs, boolean last) ->
            layers.add(
                new CompactLayer.Dense(
                    name,
                    weights(content, name, inputs, outputs),
                    row(content, name + ".bias", outputs),
                    last));
        case Stage.MaxPool pool -> layers.add(new CompactLayer.MaxPool(pool));
        case Stage.Unflatten _, Stage.Flatten _ -> {}
      }
    }
    FMatrixRMaj mean =
        content.tensors().containsKey(MEAN)
            ? row(content, MEAN, input.features())
            : new FMatrixRMaj(1, input.features());
    return new CompactModel(
        input, new InputScaling(divisor(metadata.getOrDefault("divisor", "none")), mean), layers);
  }

  private static Volume input(String text) {
    Matcher sizes = INPUT.matcher(text);
    if (!sizes.matches()) {
      throw new IllegalArgumentException("expected an input such as 1x28x28, found " + text);
    }
    Volume input =
        new Volume(
            Integer.parseInt(sizes.group(1)),
            Integer.parseInt(sizes.group(2)),
            Integer.parseInt(sizes.group(3)));
    requireSize("input", input);
    return input;
  }

  private static void requireSize(String name, Volume volume) {
    long features = (long) volume.channels() * volume.height() * volume.width();
    if ((long) volume.height() * volume.width() > MAX_FEATURES || features > MAX_FEATURES) {
      throw new IllegalArgumentException(
          "%s: expected at most %d values, found %s".formatted(name, MAX_FEATURES, volume));
    }
  }

  private static float divisor(String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number as divisor, found " + text, e);
    }
  }

  private static FMatrixRMaj row(Safetensors content, String name, int length) {
    Safetensors.Tensor tensor = content.tensors().get(name);
    if (tensor == null || tensor.values().length != length) {
      throw new IllegalArgumentException(
          "%s: expected %d values, found %s"
              .formatted(name, length, tensor == null ? "none" : tensor.values().length));
    }
    return FMatrixRMaj.wrap(1, length, tensor.values());
  }

  private static CompactMatrix weights(Safetensors content, String name, int inputs, int outputs) {
    Safetensors.Tensor dense = content.tensors().get(name + ".weights");
    if (dense != null) {
      if (!dense.shape().equals(List.of(inputs, outputs))) {
        throw new IllegalArgumentException(
            "%s.weights: expected %s, found %s"
                .formatted(name, List.of(inputs, outputs), dense.shape()));
      }
      return new CompactMatrix.Dense(FMatrixRMaj.wrap(inputs, outputs, dense.values()));
    }
    Safetensors.Tensor values = content.tensors().get(name + ".values");
    Safetensors.IndexTensor rows = content.indices().get(name + ".rows");
    Safetensors.IndexTensor counts = content.indices().get(name + ".counts");
    if (values == null || rows == null || counts == null) {
      throw new IllegalArgumentException(
          "%s: expected %s.weights, or its values, rows and counts".formatted(name, name));
    }
    return new CompactMatrix.Sparse(
        sparse(name, inputs, outputs, values.values(), rows.values(), counts.values()));
  }

  private static FMatrixSparseCSC sparse(
      String name, int inputs, int outputs, float[] values, int[] rows, int[] counts) {
    if (rows.length != values.length || counts.length != outputs) {
      throw new IllegalArgumentException(
          "%s: expected as many rows as values and %d counts, found %d, %d and %d"
              .formatted(name, outputs, rows.length, values.length, counts.length));
    }
    FMatrixSparseCSC sparse = new FMatrixSparseCSC(inputs, outputs, values.length);
    int at = 0;
    for (int column = 0; column < outputs; column++) {
      if (counts[column] < 0 || counts[column] > values.length - at) {
        throw new IllegalArgumentException(
            "%s: expected counts that sum to %d values".formatted(name, values.length));
      }
      int end = at + counts[column];
      for (int last = -1; at < end; at++) {
        if (rows[at] <= last || rows[at] >= inputs) {
          throw new IllegalArgumentException(
              "%s: expected rows that rise from 0 to below %d, found %d after %d"
                  .formatted(name, inputs, rows[at], last));
        }
        last = rows[at];
      }
      sparse.col_idx[column + 1] = at;
    }
    if (at != values.length) {
      throw new IllegalArgumentException(
          "%s: expected counts that sum to %d values, found %d".formatted(name, values.length, at));
    }
    System.arraycopy(values, 0, sparse.nz_values, 0, at);
    System.arraycopy(rows, 0, sparse.nz_rows, 0, at);
    sparse.nz_length = at;
    sparse.indicesSorted = true;
    return sparse;
  }
}
