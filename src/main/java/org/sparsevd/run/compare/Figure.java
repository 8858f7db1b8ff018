package org.sparsevd.run.compare;

import java.util.Locale;

/** What a row of a comparison is about. */
public enum Figure {
  /** Share of the test set classified wrongly, in percent. */
  TEST_ERROR(Better.LOWER),
  /** The same with all as sparse as one of them; see {@link EqualSparsity}. */
  EQUAL_SPARSITY_ERROR(Better.LOWER),
  /** The same of the validation split. */
  VALIDATION_ERROR(Better.LOWER),
  /** The same of training samples; lower is not better there. */
  TRAIN_ERROR(Better.NEITHER),
  /** Weights that are kept. */
  WEIGHTS_KEPT(Better.LOWER),
  /** |W| / |W≠0|. */
  COMPRESSION(Better.HIGHER),
  /** Pruned share of one layer's weights, in percent. */
  SPARSITY(Better.HIGHER),
  /** Epochs completed. */
  EPOCHS(Better.NEITHER),
  /** Seconds of training and evaluation so far. */
  TRAINING_SECONDS(Better.LOWER),
  /** Seconds of training an epoch, the median of them. */
  SECONDS_PER_EPOCH(Better.LOWER);

  private final Better better;

  Figure(Better better) {
    this.better = better;
  }

  /** Which of two values is the better one. */
  public enum Better {
    LOWER,
    HIGHER,
    NEITHER
  }

  public Better better() {
    return better;
  }

  /** Its name in files: {@code test-error}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
