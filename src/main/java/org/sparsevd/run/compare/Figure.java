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
  /** Hidden neurons and filters that are left in the compact model of the newest weights. */
  UNITS_LEFT(Better.LOWER),
  /** Bytes of its file. */
  COMPACT_BYTES(Better.LOWER),
  /** Microseconds that it takes for one sample, on one thread, the median. */
  SAMPLE_MICROS(Better.LOWER),
  /** The same for a hundred at once. */
  BATCH_MICROS(Better.LOWER),
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

  /** Whether it is of the compact model, which is made of the newest weights. */
  boolean isOfCompactModel() {
    return switch (this) {
      case UNITS_LEFT, COMPACT_BYTES, SAMPLE_MICROS, BATCH_MICROS -> true;
      default -> false;
    };
  }

  public Better better() {
    return better;
  }

  /** Its name in files: {@code test-error}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
