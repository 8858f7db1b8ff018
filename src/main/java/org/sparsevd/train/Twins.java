package org.sparsevd.train;

/**
 * One experiment by binary dropout and by Sparse VD. All other settings are the same, so both begin
 * with the same θ and biases and see the same minibatches; what a method does not read, such as the
 * dropout rate or the initial log σ², it leaves alone.
 *
 * @param dropout trained with binary dropout
 * @param sparseVd trained with Sparse VD
 */
public record Twins(ExperimentConfig dropout, ExperimentConfig sparseVd) {
  /**
   * The twins of an experiment of any method.
   *
   * @throws InvalidConfigException when its settings do not go with one of the methods
   */
  public static Twins of(ExperimentConfig config) throws InvalidConfigException {
    return new Twins(with(config, Method.BINARY_DROPOUT), with(config, Method.SPARSE_VD));
  }

  private static ExperimentConfig with(ExperimentConfig config, Method method)
      throws InvalidConfigException {
    Setting setting = Setting.named("method");
    return config.with(setting.key(), setting.write(method)).validated();
  }
}
