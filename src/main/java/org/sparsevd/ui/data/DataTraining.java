package org.sparsevd.ui.data;

import java.util.OptionalInt;
import javafx.beans.value.ObservableBooleanValue;

/** What the form says of training on a data set. */
public interface DataTraining {

  /** Whether the form is fixed for a training that goes on. */
  ObservableBooleanValue lockedProperty();

  /**
   * How many samples would be set aside for validation instead of what the form says; empty when
   * that can stay.
   *
   * @param trainSize samples there are to train on
   */
  OptionalInt otherValidationSize(int trainSize);

  /** Puts a data set into the form and goes there. */
  void trainOn(String name, int trainSize);
}
