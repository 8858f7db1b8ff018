package org.sparsevd.ui.train;

import java.io.IOException;
import java.util.function.Consumer;
import org.sparsevd.run.Run;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Outcome;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.train.TrainingListener;

/** What trains and records a run. Blocks until the training has ended. */
public interface TrainingEngine {
  /**
   * Trains and records.
   *
   * @param start what it begins with
   * @param listener hears of every minibatch, on this thread
   * @param control may pause and cancel
   * @param started is given the run as soon as there is one to look at; of twins first the one of
   *     Sparse VD, whose minibatches the listener hears of, then the other
   * @throws IOException when the data can't be read or the run can't be written, or not gone on
   *     with
   * @throws InvalidConfigException when the network does not fit the data, or the number of epochs
   *     what is already trained
   */
  Outcome train(
      TrainingStart start,
      TrainingListener listener,
      TrainingControl control,
      Consumer<Run> started)
      throws IOException, InvalidConfigException;
}
