package org.sparsevd.run;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Volume;
import org.sparsevd.nn.vd.LogAlpha;

/**
 * One layer of an epoch's history.
 *
 * <p>Arrays in the file, for a layer called {@code fc1}, all going neuron by neuron (column order
 * of θ [in × out]), because neighbouring pixels of one neuron are alike and pack a quarter smaller
 * so:
 *
 * <ul>
 *   <li>{@code fc1.held}: bits, most significant first: whether log α is 8.0 when rounded;
 *   <li>{@code fc1.logAlpha}: int8, tenths, of the weights not held. Rounded to the nearest tenth,
 *       but never across the cut: a weight is kept exactly when its tenths are below ⌈10 · cut⌉;
 *   <li>{@code fc1.theta}: uint8 [2 × n], low and high bytes of float16: of the weights below 40
 *       tenths, or of all when the method has no log α, or of none when the epoch has no θ;
 *   <li>{@code fc1.bias}: float32, exact.
 * </ul>
 *
 * The first two are missing when the method has no log α.
 */
final class HistoryLayer implements EpochHistory.Layer {
  private static final int TENTHS = 10;

  /** log α of a weight that the clip holds, in tenths. */
  private static final int HELD = Math.round(LogAlpha.CLIP) * TENTHS;

  /** θ is stored for weights whose rounded log α is below this. */
  static final int THETA_END = 4;

  /** The same in tenths. */
  private static final int THETA_BELOW = THETA_END * TENTHS;

  private static final short HALF_NAN = Float.floatToFloat16(Float.NaN);

  private final RunInfo.Layer shape;
  private final int cut; // kept below this, in tenths
  private final byte[] logAlpha; // tenths; empty when the method has none
  private final short[] theta; // float16, NaN where not stored; empty when there is none at all
  private final float[] bias;

  private HistoryLayer(RunInfo.Layer shape, int cut, byte[] logAlpha, short[] theta, float[] bias) {
    this.shape = shape;
    this.cut = cut;
    this.logAlpha = logAlpha;
    this.theta = theta;
    this.bias = bias;
  }

  /**
   * Packs a layer.
   *
   * @param exactLogAlpha of each weight; empty when the method has none
   * @param threshold log α from which weights are pruned
   * @param withTheta whether to keep θ when the method has no log α
   */
  static HistoryLayer of(
      LayerWeights layer, float[] exactLogAlpha, double threshold, boolean withTheta) {
    int count = layer.weightCount();
    boolean hasLogAlpha = exactLogAlpha.length > 0;
    byte[] tenths = new byte[exactLogAlpha.length];
    short[] theta = new short[hasLogAlpha || withTheta ? count : 0];
    int cut = cutInTenths(threshold);
    for (int i = 0; i < count; i++) {
      if (hasLogAlpha) {
        int rounded = Math.round(exactLogAlpha[i] * TENTHS);
        boolean kept = exactLogAlpha[i] < (float) threshold;
        tenths[i] = (byte) (kept ? Math.min(rounded, cut - 1) : Math.max(rounded, cut));
      }
      if (theta.length > 0) {
        boolean stored = !hasLogAlpha || tenths[i] < THETA_BELOW;
        theta[i] = stored ? Float.floatToFloat16(layer.theta().data[i]) : HALF_NAN;
      }
    }
    return new HistoryLayer(RunInfo.Layer.of(layer), cut, tenths, theta, layer.bias().data.clone());
  }

  /** ⌈10 · threshold⌉, undisturbed by the last bits of a threshold such as 0.3. */
  private static int cutInTenths(double threshold) {
    return (int) Math.ceil(threshold * TENTHS - 1e-6);
  }

  /** Adds the layer's arrays by name. */
  void pack(Map<String, Npy> arrays) {
    String name = name();
    int count = shape.weightCount();
    byte[] held = new byte[Math.ceilDiv(count, 8)];
    byte[] free = new byte[logAlpha.length];
    short[] stored = new short[theta.length];
    int freeCount = 0;
    int storedCount = 0;
    for (int position = 0; position < count; position++) {
      int weight = weightAt(position);
      if (hasLogAlpha() && logAlpha[weight] == HELD) {
        held[position >> 3] |= (byte) (0x80 >> (position & 7));
      } else if (hasLogAlpha()) {
        free[freeCount++] = logAlpha[weight];
      }
      if (stored.length > 0 && hasTheta(weight)) {
        stored[storedCount++] = theta[weight];
      }
    }
    if (hasLogAlpha()) {
      arrays.put(name + ".held", Npy.ofBytes(held));
      arrays.put(name + ".logAlpha", Npy.ofSignedBytes(Arrays.copyOf(free, freeCount)));
    }
    arrays.put(name + ".theta", Npy.ofHalves(Arrays.copyOf(stored, storedCount)));
    arrays.put(name + ".bias", Npy.ofFloats(bias));
  }

  /** The weight at a position of the file, which goes neuron by neuron. */
  private int weightAt(int position) {
    return position % shape.inputs() * shape.outputs() + position / shape.inputs();
  }

  private boolean hasTheta(int weight) {
    return !hasLogAlpha() || logAlpha[weight] < THETA_BELOW;
  }

  /** The most bytes that each array of a layer can have, by its name. */
  static Map<String, Integer> largestArrays(RunInfo.Layer shape) {
    int count = shape.weightCount();
    return Map.of(
        shape.name() + ".held",
        Math.ceilDiv(count, Byte.SIZE),
        shape.name() + ".logAlpha",
        count,
        shape.name() + ".theta",
        Short.BYTES * count,
        shape.name() + ".bias",
        Float.BYTES * shape.outputs());
  }

  /**
   * Unpacks a layer of {@code inputs × outputs} weights.
   *
   * @param threshold log α from which weights are pruned
   * @throws IllegalArgumentException when its arrays are missing or of another shape
   */
  static HistoryLayer unpack(RunInfo.Layer shape, double threshold, Map<String, Npy> arrays) {
    String name = shape.name();
    int count = shape.weightCount();
    boolean withLogAlpha = arrays.containsKey(name + ".logAlpha");
    HalfStream stored = new HalfStream(find(arrays, name + ".theta"));
    boolean withTheta = withLogAlpha || stored.hasRemaining();
    // All lengths are checked against the shape before anything of its size is allocated.
    ByteBuffer bias = find(arrays, name + ".bias").elements("<f4", shape.outputs());
    if (withLogAlpha) {
      held(shape, arrays);
    } else if (withTheta && stored.count != count) {
      throw new IllegalArgumentException(
          "%s.theta: expected %d values, got %d".formatted(name, count, stored.count));
    }
    HistoryLayer layer =
        new HistoryLayer(
            shape,
            cutInTenths(threshold),
            new byte[withLogAlpha ? count : 0],
            new short[withTheta ? count : 0],
            new float[shape.outputs()]);
    bias.asFloatBuffer().get(layer.bias);
    if (withLogAlpha) {
      layer.unpackLogAlpha(held(shape, arrays), find(arrays, name + ".logAlpha"));
    }
    for (int position = 0; withTheta && position < count; position++) {
      int weight = layer.weightAt(position);
      layer.theta[weight] = layer.hasTheta(weight) ? stored.next() : HALF_NAN;
    }
    if (stored.hasRemaining()) {
      throw new IllegalArgumentException(name + ".theta: more values than log α asks for");
    }
    return layer;
  }

  private static ByteBuffer held(RunInfo.Layer shape, Map<String, Npy> arrays) {
    int bytes = Math.ceilDiv(shape.weightCount(), Byte.SIZE);
    return find(arrays, shape.name() + ".held").elements("|u1", bytes);
  }

  private void unpackLogAlpha(ByteBuffer held, Npy packed) {
    ByteBuffer free = packed.elements("|i1", packed.length());
    for (int position = 0; position < logAlpha.length; position++) {
      boolean isHeld = (held.get(position >> 3) & (0x80 >> (position & 7))) != 0;
      if (!isHeld && !free.hasRemaining()) {
        throw new IllegalArgumentException(name() + ".logAlpha: fewer values than weights");
      }
      logAlpha[weightAt(position)] = isHeld ? (byte) HELD : free.get();
    }
    if (free.hasRemaining()) {
      throw new IllegalArgumentException(name() + ".logAlpha: more values than weights");
    }
  }

  /** Reads float16 values whose low bytes stand before all their high bytes. */
  private static final class HalfStream {
    private final ByteBuffer bytes;
    private final int count;
    private int next;

    HalfStream(Npy packed) {
      count = packed.shape().size() == 2 ? packed.shape().get(1) : 0;
      bytes = packed.elements("|u1", 2, count);
    }

    boolean hasRemaining() {
      return next < count;
    }

    short next() {
      if (next == count) {
        throw new IllegalArgumentException("theta: fewer values than log α asks for");
      }
      int low = Byte.toUnsignedInt(bytes.get(next));
      int high = Byte.toUnsignedInt(bytes.get(count + next));
      next++;
      return (short) (high << 8 | low);
    }
  }

  private static Npy find(Map<String, Npy> arrays, String key) {
    Npy array = arrays.get(key);
    if (array == null) {
      throw new IllegalArgumentException("no array " + key);
    }
    return array;
  }

  @Override
  public String name() {
    return shape.name();
  }

  @Override
  public int inputs() {
    return shape.inputs();
  }

  @Override
  public int outputs() {
    return shape.outputs();
  }

  @Override
  public Optional<Volume> filter() {
    return shape.filter();
  }

  @Override
  public boolean kept(int weight) {
    return !hasLogAlpha() || logAlpha[weight] < cut;
  }

  @Override
  public boolean hasLogAlpha() {
    return logAlpha.length > 0;
  }

  @Override
  public float logAlpha(int weight) {
    return hasLogAlpha() ? logAlpha[weight] / (float) TENTHS : Float.NaN;
  }

  @Override
  public float theta(int weight) {
    return theta.length > 0 ? Float.float16ToFloat(theta[weight]) : Float.NaN;
  }

  @Override
  public float bias(int output) {
    return bias[output];
  }
}
