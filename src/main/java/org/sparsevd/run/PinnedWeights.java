package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sparsevd.nn.LayerWeights;

/**
 * {@code pinned.csv}: weights somebody wants to follow, with their exact values in every epoch
 * since they were pinned. One row a weight and epoch: layer, input and output from 0 (row and
 * column of θ), epoch, θ and log σ², the latter empty where the method has none. A weight pinned
 * before there is a value has one row without epoch.
 *
 * <p>The file is read before each change, so that a window may pin weights of a run that another
 * program trains. For any thread.
 */
public final class PinnedWeights {
  static final String NAME = "pinned.csv";
  private static final System.Logger LOG = System.getLogger(PinnedWeights.class.getName());
  private static final String HEADER = "layer,input,output,epoch,theta,logSigma2";

  private volatile Path file;
  private final Supplier<List<RunInfo.Layer>> layers;

  /**
   * @param runFolder the run's folder
   * @param layers of the run
   */
  PinnedWeights(Path runFolder, Supplier<List<RunInfo.Layer>> layers) {
    file = runFolder.resolve(NAME);
    this.layers = layers;
  }

  /** The run's folder is another one from now on. */
  synchronized void moveTo(Path runFolder) {
    file = runFolder.resolve(NAME);
  }

  /**
   * A weight of a layer.
   *
   * @param weight input · outputs + output
   */
  public record Pin(String layer, int weight) {}

  /**
   * Exact values of a weight.
   *
   * @param logSigma2 NaN where the method has none
   */
  public record Value(float theta, float logSigma2) {
    /** The value of a weight in {@code layer}. */
    public static Value of(LayerWeights layer, int weight) {
      return new Value(
          layer.theta().data[weight],
          layer.logSigma2().map(matrix -> matrix.data[weight]).orElse(Float.NaN));
    }
  }

  /**
   * The pinned weights, in the order they were pinned, each with its values by epoch.
   *
   * @throws InvalidRunException when the file is not of this form
   */
  public synchronized Map<Pin, NavigableMap<Integer, Value>> read() throws IOException {
    Map<Pin, NavigableMap<Integer, Value>> pins = new LinkedHashMap<>();
    if (!Files.isRegularFile(file)) {
      return pins;
    }
    CsvTable table = CsvTable.read(file);
    if (!String.join(",", table.columns()).equals(HEADER)) {
      throw new InvalidRunException(
          file, "expected the columns %s, found %s".formatted(HEADER, table.columns()));
    }
    for (CsvTable.Row row : table.rows()) {
      NavigableMap<Integer, Value> values = pins.computeIfAbsent(pin(row), pin -> new TreeMap<>());
      if (!row.text("epoch").isEmpty()) {
        values.put(
            row.wholeNumber("epoch"),
            new Value((float) row.number("theta"), (float) row.number("logSigma2")));
      }
    }
    return pins;
  }

  private Pin pin(CsvTable.Row row) throws InvalidRunException {
    String name = row.text("layer");
    RunInfo.Layer layer =
        layers.get().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new InvalidRunException(
                    file, "line %d: no layer is called \"%s\"".formatted(row.line(), name)));
    int input = row.wholeNumber("input");
    int output = row.wholeNumber("output");
    if (input >= layer.inputs() || output >= layer.outputs()) {
      throw new InvalidRunException(
          file,
          "line %d: expected a weight of [%d × %d], found (%d, %d)"
              .formatted(row.line(), layer.inputs(), layer.outputs(), input, output));
    }
    return new Pin(name, input * layer.outputs() + output);
  }

  /**
   * Pins a weight.
   *
   * @param epoch of {@code value}
   * @param value what it is now, if that is known
   */
  public synchronized void pin(Pin pin, int epoch, Optional<Value> value) throws IOException {
    change(pins -> {
      NavigableMap<Integer, Value> values = pins.computeIfAbsent(pin, each -> new TreeMap<>());
      value.ifPresent(now -> values.put(epoch, now));
    });
  }

  /** Changes the file while no other program does. */
  private void change(Consumer<Map<Pin, NavigableMap<Integer, Value>>> change) throws IOException {
    RunEdits.make(
        file.getParent(),
        () -> {
          Map<Pin, NavigableMap<Integer, Value>> pins = read();
          change.accept(pins);
          write(pins);
          return pins;
        });
  }

  /** Forgets a pinned weight and what was kept of it. */
  public synchronized void unpin(Pin pin) throws IOException {
    if (read().containsKey(pin)) {
      change(pins -> pins.remove(pin));
    }
  }

  /** What {@code weights} give for the weights that are pinned. Errors as {@link #read}. */
  Map<Pin, Value> valuesOf(List<LayerWeights> weights) throws IOException {
    Map<Pin, Value> values = new LinkedHashMap<>();
    for (Pin pin : read().keySet()) {
      weights.stream()
          .filter(layer -> layer.name().equals(pin.layer))
          .forEach(layer -> values.put(pin, Value.of(layer, pin.weight)));
    }
    return values;
  }

  /**
   * Adds the values of an epoch; what stands there of it or later was never committed. A file that
   * somebody else has spoilt is left alone: it is no reason to end a training.
   *
   * @param values of weights that were pinned when the epoch was done
   */
  synchronized void record(int epoch, Map<Pin, Value> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    try {
      read();
    } catch (InvalidRunException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
      return;
    }
    change(pins ->
        pins.forEach((pin, known) -> { // one that was unpinned meanwhile stays so
          if (values.containsKey(pin)) {
            known.tailMap(epoch, true).clear();
            known.put(epoch, values.get(pin));
          }
        }));
  }

  private void write(Map<Pin, NavigableMap<Integer, Value>> pins) throws IOException {
    if (pins.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (Map.Entry<Pin, NavigableMap<Integer, Value>> entry : pins.entrySet()) {
      Pin pin = entry.getKey();
      int outputs =
          layers.get().stream()
              .filter(each -> each.name().equals(pin.layer))
              .findFirst()
              .orElseThrow()
              .outputs();
      String start = pin.layer + "," + pin.weight / outputs + "," + pin.weight % outputs + ",";
      if (entry.getValue().isEmpty()) {
        lines.add(start + ",,");
      }
      entry.getValue().forEach((epoch, value) -> lines.add(start + epoch + "," + cells(value)));
    }
    AtomicFiles.write(file, String.join("\n", lines) + "\n");
  }

  /** Shortest digits that give the same float again. */
  private static String cells(Value value) {
    return value.theta + "," + (Float.isNaN(value.logSigma2) ? "" : value.logSigma2);
  }
}
