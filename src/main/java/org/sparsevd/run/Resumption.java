package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sparsevd.data.Dataset;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.TrainingState;

/**
 * Where a stopped or killed training goes on.
 *
 * @param folder of the run, absolute
 * @param info as its {@code run.json} has it, of before
 * @param config to go on with
 * @param state to go on from; empty when not even epoch 0 was recorded, so all starts anew
 * @param weightsBehind whether the weights file is still of an earlier epoch: the process was
 *     killed between the last two files of what it wrote
 */
record Resumption(
    Path folder,
    RunInfo info,
    ExperimentConfig config,
    Optional<TrainingState> state,
    boolean weightsBehind) {

  /**
   * Reads what there is to resume.
   *
   * @param epochs planned from now on; the run's own when empty
   * @throws InvalidRunException when the run can't be resumed, with the reason in one sentence
   * @throws InvalidConfigException when {@code epochs} are not allowed here
   */
  static Resumption read(Path runFolder, OptionalInt epochs)
      throws IOException, InvalidConfigException {
    if (!Files.isDirectory(runFolder)) {
      throw new InvalidRunException(runFolder, "no such folder; a run folder is expected");
    }
    Path folder = runFolder.toAbsolutePath().normalize();
    RunInfo info = RunJson.read(folder);
    ExperimentConfig config =
        info.config().orElseThrow(() -> refusal(folder, "run.json has no config to train by"));
    if (info.state().kind() == RunInfo.Kind.DIVERGED) {
      throw refusal(
          folder,
          "it diverged ("
              + info.state().message()
              + ") and would again; train anew with a lower learning rate or a longer KL warm-up");
    }
    Optional<TrainingState> state = CheckpointFile.read(folder);
    int weightsEpoch =
        Files.isRegularFile(folder.resolve(WeightsFile.NAME))
            ? WeightsFile.read(folder, List.of()).epoch()
            : -1;
    if (state.isEmpty() && (weightsEpoch >= 0 || hasTrained(folder, info))) {
      throw refusal(
          folder,
          "there is no "
              + CheckpointFile.NAME
              + "; thinned copies and runs of older versions have none");
    }
    int completed = state.map(TrainingState::epoch).orElse(0);
    boolean behind = state.isPresent() && weightsEpoch < completed;
    if (state.isPresent() && !behind && weightsEpoch != completed) {
      throw refusal(
          folder,
          "%s is of epoch %d, %s of epoch %d"
              .formatted(CheckpointFile.NAME, completed, WeightsFile.NAME, weightsEpoch));
    }
    checkEpochs(folder, info, completed, epochs);
    return new Resumption(folder, info, planned(config, epochs), state, behind);
  }

  /** Whether there are epochs that a checkpoint is missing for. */
  private static boolean hasTrained(Path folder, RunInfo info) throws IOException {
    return info.state().kind() == RunInfo.Kind.COMPLETED
        || (Files.exists(folder.resolve(EpochsCsv.NAME))
            && EpochsCsv.read(folder, List.of()).epochs().stream()
                .anyMatch(metrics -> metrics.epoch() > 0));
  }

  private static void checkEpochs(Path folder, RunInfo info, int completed, OptionalInt epochs)
      throws InvalidRunException, InvalidConfigException {
    if (epochs.isPresent() && epochs.getAsInt() <= completed) {
      throw new InvalidConfigException(
          "epochs",
          "epochs: %d is not allowed, epoch %d is completed; expected %d or more"
              .formatted(epochs.getAsInt(), completed, completed + 1));
    }
    if (epochs.isEmpty() && info.state().kind() == RunInfo.Kind.COMPLETED) {
      throw refusal(
          folder,
          "all its %d epochs are completed; ask for more epochs to train on".formatted(completed));
    }
  }

  private static ExperimentConfig planned(ExperimentConfig config, OptionalInt epochs)
      throws InvalidConfigException {
    return epochs.isEmpty()
        ? config
        : config.with("epochs", Integer.toString(epochs.getAsInt())).validated();
  }

  private static InvalidRunException refusal(Path folder, String reason) {
    return new InvalidRunException(folder, "can't be resumed: " + reason);
  }

  /** Epochs that are completed and stay. */
  int completed() {
    return state.map(TrainingState::epoch).orElse(0);
  }

  /**
   * Checks that the data is what the run was trained on.
   *
   * @throws InvalidRunException when it is not
   */
  void check(Dataset data) throws InvalidRunException {
    if (!info.data().sha256().equals(data.sha256())) {
      throw refusal(
          folder,
          "it was trained on other data called %s, SHA-256 %s; here it has %s"
              .formatted(data.name(), info.data().sha256(), data.sha256()));
    }
  }

  /**
   * Checks that the run this one starts from still has the weights it had.
   *
   * @throws InvalidRunException when it has not
   */
  void check(Optional<RunInfo.Start> start) throws InvalidRunException {
    if (!info.start().equals(start)) {
      throw refusal(
          folder, "the weights of " + config.initFrom() + ", which it starts from, have changed");
    }
  }
}
