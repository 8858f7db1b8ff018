package org.sparsevd.run;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Map;
import org.sparsevd.nn.LayerWeights;

/**
 * One layer of an epoch's history.
 *
 * <p>Arrays in the file, for a layer called {@code fc1}: {@code fc1.logAlpha} (int8, tenths, [in ×
 * out]), {@code fc1.mask} (bits of the kept weights, most significant first, exact), {@code
 * fc1.theta} (float16: those whose logAlpha is below 40 tenths, or all when the method has no log
 * α, or none when the epoch has no θ), {@code fc1.bias} (float32, exact). All weights go neuron by
 * neuron (column order): neighbouring pixels of one neuron are alike, which packs a quarter
 * smaller.
 */
final class HistoryLayer implements EpochHistory.Layer {
  private static final int TENTHS = 10;

  /** θ is stored for weights whose rounded log α is below this, in tenths. */
  private static final int THETA_BELOW = 4 * TENTHS;

  private static final short HALF_NAN = Float.floatToFloat16(Float.NaN);

  private final String name;
  private final int inputs;
  private final int outputs;
  private final boolean[] kept;
  private final byte[] logAlpha; // tenths; empty when the method has none
  private final short[] theta; // float16, NaN where not stored; empty when there is none at all
  private final float[] bias;

  private HistoryLayer(
      String name,
      int inputs,
      int outputs,
      boolean[] kept,
      byte[] logAlpha,
      short[] theta,
      float[] bias) {
    this.name = name;
    this.inputs = inputs;
    this.outputs = outputs;
    this.kept = kept;
    this.logAlpha = logAlpha;
    this.theta = theta;
    this.bias = bias;
  }

  /**
   * Packs a layer.
   *
   * @param exactLogAlpha of each weight; empty when the method has none
   * @param threshold log α from which the mask prunes
   * @param withTheta whether to keep θ when the method has no log α
   */
  static HistoryLayer of(
      LayerWeights layer, float[] exactLogAlpha, double threshold, boolean withTheta) {
    int count = layer.weightCount();
    boolean hasLogAlpha = exactLogAlpha.length > 0;
    boolean[] kept = new boolean[count];
    byte[] tenths = new byte[exactLogAlpha.length];
    short[] theta = new short[hasLogAlpha || withTheta ? count : 0];
    float cut = (float) threshold;
    for (int i = 0; i < count; i++) {
      kept[i] = !hasLogAlpha || exactLogAlpha[i] < cut;
      if (hasLogAlpha) {
        tenths[i] = (byte) Math.round(exactLogAlpha[i] * TENTHS);
      }
      if (theta.length > 0) {
        boolean stored = !hasLogAlpha || tenths[i] < THETA_BELOW;
        theta[i] = stored ? Float.floatToFloat16(layer.theta().data[i]) : HALF_NAN;
      }
    }
    return new HistoryLayer(
        layer.name(),
        layer.inputs(),
        layer.outputs(),
        kept,
        tenths,
        theta,
        layer.bias().data.clone());
  }

  /** Adds the layer's arrays by name. */
  void pack(Map<String, Npy> arrays) {
    int count = inputs * outputs;
    byte[] maskBits = new byte[Math.ceilDiv(count, 8)];
    byte[] tenths = new byte[logAlpha.length];
    short[] stored = new short[theta.length];
    int storedCount = 0;
    for (int position = 0; position < count; position++) {
      int weight = weightAt(position);
      if (kept[weight]) {
        maskBits[position >> 3] |= (byte) (0x80 >> (position & 7));
      }
      if (hasLogAlpha()) {
        tenths[position] = logAlpha[weight];
      }
      if (stored.length > 0 && hasTheta(weight)) {
        stored[storedCount++] = theta[weight];
      }
    }
    arrays.put(name + ".mask", Npy.ofBytes(maskBits));
    if (hasLogAlpha()) {
      arrays.put(name + ".logAlpha", Npy.ofColumns(tenths, inputs, outputs));
    }
    arrays.put(name + ".theta", Npy.ofHalves(Arrays.copyOf(stored, storedCount)));
    arrays.put(name + ".bias", Npy.ofFloats(bias));
  }

  /** The weight at a position of the file, which goes neuron by neuron. */
  private int weightAt(int position) {
    return position % inputs * outputs + position / inputs;
  }

  private boolean hasTheta(int weight) {
    return !hasLogAlpha() || logAlpha[weight] < THETA_BELOW;
  }

  /**
   * Unpacks a layer of {@code inputs × outputs} weights.
   *
   * @throws IllegalArgumentException when its arrays are missing or of another shape
   */
  static HistoryLayer unpack(RunInfo.Layer shape, Map<String, Npy> arrays) {
    String name = shape.name();
    int count = shape.weightCount();
    boolean withLogAlpha = arrays.containsKey(name + ".logAlpha");
    Npy packedTheta = find(arrays, name + ".theta");
    ByteBuffer maskBits = find(arrays, name + ".mask").elements("|u1", Math.ceilDiv(count, 8));
    ByteBuffer tenths =
        withLogAlpha
            ? find(arrays, name + ".logAlpha").elements("|i1", shape.inputs(), shape.outputs())
            : ByteBuffer.allocate(0);
    ShortBuffer stored = packedTheta.elements("<f2", packedTheta.length()).asShortBuffer();
    boolean withTheta = withLogAlpha || stored.hasRemaining();
    HistoryLayer layer =
        new HistoryLayer(
            name,
            shape.inputs(),
            shape.outputs(),
            new boolean[count],
            new byte[withLogAlpha ? count : 0],
            new short[withTheta ? count : 0],
            new float[shape.outputs()]);
    find(arrays, name + ".bias").elements("<f4", shape.outputs()).asFloatBuffer().get(layer.bias);
    for (int position = 0; position < count; position++) {
      int weight = layer.weightAt(position);
      layer.kept[weight] = (maskBits.get(position >> 3) & (0x80 >> (position & 7))) != 0;
      if (withLogAlpha) {
        layer.logAlpha[weight] = tenths.get(position);
      }
      if (withTheta) {
        layer.theta[weight] = layer.hasTheta(weight) ? next(stored, name) : HALF_NAN;
      }
    }
    if (stored.hasRemaining()) {
      throw new IllegalArgumentException(name + ".theta: more values than log α asks for");
    }
    return layer;
  }

  private static short next(ShortBuffer stored, String name) {
    if (!stored.hasRemaining()) {
      throw new IllegalArgumentException(name + ".theta: fewer values than log α asks for");
    }
    return stored.get();
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
    return name;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public boolean kept(int weight) {
    return kept[weight];
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
