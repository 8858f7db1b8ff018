package org.sparsevd.nn;

/**
 * Adam (Kingma and Ba 2015): m ← β1 m + (1 − β1) g, v ← β2 v + (1 − β2) g², w ← w − rate_t m / (√v
 * + ε) with rate_t = rate √(1 − β2^t) / (1 − β1^t). As in the authors' code, ε is added to the
 * uncorrected √v.
 */
public final class Adam {
  private final float beta1;
  private final float beta2;
  private final float epsilon;
  private float stepSize; // rate_t

  public Adam(double beta1, double beta2, double epsilon) {
    this.beta1 = (float) beta1;
    this.beta2 = (float) beta2;
    this.epsilon = (float) epsilon;
  }

  /**
   * Begins a step, which every parameter then takes once.
   *
   * @param rate learning rate
   * @param step number of this step, from 1
   */
  public void begin(double rate, long step) {
    stepSize = (float) (rate * Math.sqrt(1 - power(beta2, step)) / (1 - power(beta1, step)));
  }

  /** By repeated squaring: {@link StrictMath#pow} allocates, and {@link Math#pow} may vary. */
  private static double power(double base, long exponent) {
    double result = 1;
    double square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  /** The current step of a whole parameter along its gradient; modifies its value and moments. */
  public void update(Parameter parameter) {
    update(parameter, 0, parameter.size());
  }

  /**
   * The current step of the elements [from, to) of a parameter; ranges may be taken by different
   * threads.
   */
  public void update(Parameter parameter, int from, int to) {
    float[] gradient = parameter.gradient.data;
    float[] value = parameter.value.data;
    float[] first = parameter.firstMoment.data;
    float[] second = parameter.secondMoment.data;
    // Locals let the JIT keep them in registers. It runs a loop in vectors when all arrays are read
    // and written at one and the same index: else they might overlap in some other way.
    float b1 = beta1;
    float b2 = beta2;
    float e = epsilon;
    float a = stepSize;
    for (int i = from; i < to; i++) {
      float g = gradient[i];
      float m = b1 * first[i] + (1 - b1) * g;
      float v = b2 * second[i] + (1 - b2) * g * g;
      first[i] = m;
      second[i] = v;
      value[i] -= a * m / ((float) Math.sqrt(v) + e);
    }
  }
}
