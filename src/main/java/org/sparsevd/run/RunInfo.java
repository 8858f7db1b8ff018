package org.sparsevd.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.data.ImageShape;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Volume;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.diagnosis.Diagnosis;

/**
 * What {@code run.json} says of a run besides its epochs.
 *
 * @param name folder name, unique in its place
 * @param preset preset it was started from
 * @param config full settings; empty for a run written by another program
 * @param layers weight layers from the input on; empty when unknown
 * @param data what it was trained on
 * @param start the run its first weights are of; empty when they were drawn by the seed
 * @param state how far it got
 * @param software versions by name: program, JVM, libraries; of the latest session
 * @param machine kernels, threads and processor by name; of the latest session
 * @param started when training first began
 * @param finished when the last file was written
 * @param sessions the sittings it was trained in, more than one when it was resumed; empty for a
 *     run of another program or of a version that could not resume
 * @param changes settings that were changed after the start, in the order of their epochs; {@code
 *     config} has them as they are now
 * @param twin name of the run that was trained in step with this one, from the same weights on the
 *     same minibatches; empty for a run trained alone
 */
public record RunInfo(
    String name,
    Optional<String> preset,
    Optional<ExperimentConfig> config,
    List<Layer> layers,
    Data data,
    Optional<Start> start,
    State state,
    Map<String, String> software,
    Map<String, String> machine,
    Optional<Instant> started,
    Optional<Instant> finished,
    List<Session> sessions,
    List<Change> changes,
    Optional<String> twin) {

  /** A run of one sitting whose first weights were drawn by the seed. */
  public RunInfo(
      String name,
      Optional<String> preset,
      Optional<ExperimentConfig> config,
      List<Layer> layers,
      Data data,
      State state,
      Map<String, String> software,
      Map<String, String> machine,
      Optional<Instant> started,
      Optional<Instant> finished) {
    this(
        name,
        preset,
        config,
        layers,
        data,
        Optional.empty(),
        state,
        software,
        machine,
        started,
        finished,
        List.of(),
        List.of(),
        Optional.empty());
  }

  public RunInfo {
    layers = List.copyOf(layers);
    if (layers.stream().map(Layer::name).distinct().count() < layers.size()) {
      throw new IllegalArgumentException("expected layers of different names, got " + layers);
    }
    software = Map.copyOf(software);
    machine = Map.copyOf(machine);
    sessions = List.copyOf(sessions);
    changes = List.copyOf(changes);
  }

  /**
   * One sitting of a training, from its start or resumption to its end.
   *
   * @param afterEpoch epochs that were completed when it began
   * @param software as {@link RunInfo#software}
   * @param machine as {@link RunInfo#machine}
   * @param finished empty while it goes on, and for ever when it was killed
   */
  public record Session(
      int afterEpoch,
      Map<String, String> software,
      Map<String, String> machine,
      Instant started,
      Optional<Instant> finished) {
    public Session {
      software = Map.copyOf(software);
      machine = Map.copyOf(machine);
    }
  }

  /**
   * A setting that was changed after the training had begun.
   *
   * @param epoch the first epoch that was trained, or is to be, with the new value
   * @param setting its key
   * @param from the value before, written as on the command line
   * @param to the value since
   */
  public record Change(int epoch, String setting, String from, String to) {}

  /**
   * One weight layer: its name and the shape [inputs × outputs] of its θ, 0 × 0 when unknown.
   *
   * @param filter what one filter of a convolution sees, as many values as inputs; empty for a
   *     dense layer
   */
  public record Layer(String name, int inputs, int outputs, Optional<Volume> filter) {
    /** A gigabyte of θ. */
    private static final long MAX_WEIGHTS = 1L << 28;

    public Layer {
      boolean known = inputs > 0 && outputs > 0 && (long) inputs * outputs <= MAX_WEIGHTS;
      boolean unknown = inputs == 0 && outputs == 0;
      if (name.isBlank() || !(known || unknown)) {
        throw new IllegalArgumentException(
            "layer \"%s\": expected 1 to %d weights, got %d × %d"
                .formatted(name, MAX_WEIGHTS, inputs, outputs));
      }
      if (filter.isPresent() && filter.get().features() != inputs) {
        throw new IllegalArgumentException(
            "layer \"%s\": filters of %s do not have %d inputs"
                .formatted(name, filter.get(), inputs));
      }
    }

    /** A dense layer. */
    public Layer(String name, int inputs, int outputs) {
      this(name, inputs, outputs, Optional.empty());
    }

    /** The layer these are the weights of. */
    static Layer of(LayerWeights weights) {
      return new Layer(weights.name(), weights.inputs(), weights.outputs(), weights.filter());
    }

    /** Number of weights, biases not counted. */
    public int weightCount() {
      return inputs * outputs;
    }
  }

  /**
   * Where a run's first weights came from.
   *
   * @param run name of the run whose θ and biases they are
   * @param epoch of that run
   * @param sha256 digest of its weights file
   */
  public record Start(String run, int epoch, String sha256) {}

  /**
   * What a run was trained on. Sizes are 0 and the digest empty when unknown.
   *
   * @param name name in the catalogue
   * @param sha256 digest of the files
   * @param shape of one sample when it is an image
   */
  public record Data(
      String name,
      String sha256,
      Optional<ImageShape> shape,
      int trainSize,
      int validationSize,
      int testSize) {}

  /** Kinds of {@link State}. */
  public enum Kind {
    /** Being trained, or killed while it was. */
    RUNNING,
    COMPLETED,
    CANCELLED,
    DIVERGED,
    FAILED
  }

  /**
   * How far a run got.
   *
   * @param epochs completed epochs
   * @param message cause in one sentence when diverged or failed, else empty
   * @param diagnosis what it suffered from; empty when nothing was found wrong
   */
  public record State(Kind kind, int epochs, String message, Optional<Diagnosis> diagnosis) {
    /** Of a run that nothing was found wrong with. */
    public State(Kind kind, int epochs, String message) {
      this(kind, epochs, message, Optional.empty());
    }
  }

  /** This with layers. */
  RunInfo with(List<Layer> newLayers) {
    return new RunInfo(
        name, preset, config, newLayers, data, start, state, software, machine, started, finished,
        sessions, changes, twin);
  }

  /** This under another name. */
  RunInfo withName(String newName) {
    return new RunInfo(
        newName, preset, config, layers, data, start, state, software, machine, started, finished,
        sessions, changes, twin);
  }

  /** This with as many epochs completed. */
  RunInfo withEpochs(int epochs) {
    State reached = new State(state.kind(), epochs, state.message(), state.diagnosis());
    return new RunInfo(
        name, preset, config, layers, data, start, reached, software, machine, started, finished,
        sessions, changes, twin);
  }

  /** This with its latest session ended at {@code time}. */
  RunInfo ended(State newState, Instant time) {
    List<Session> newSessions = new ArrayList<>(sessions);
    if (!newSessions.isEmpty()) {
      Session last = newSessions.removeLast();
      newSessions.add(
          new Session(
              last.afterEpoch(),
              last.software(),
              last.machine(),
              last.started(),
              Optional.of(time)));
    }
    return new RunInfo(
        name,
        preset,
        config,
        layers,
        data,
        start,
        newState,
        software,
        machine,
        started,
        Optional.of(time),
        newSessions,
        changes,
        twin);
  }

  /** This going on in a new session, with what {@code newConfig} changes for the next epoch on. */
  RunInfo resumed(ExperimentConfig newConfig, Session session) {
    List<Session> newSessions = new ArrayList<>(sessions);
    newSessions.add(session);
    return new RunInfo(
        name,
        preset,
        Optional.of(newConfig),
        layers,
        data,
        start,
        new State(Kind.RUNNING, session.afterEpoch(), ""),
        session.software(),
        session.machine(),
        started,
        Optional.empty(),
        newSessions,
        changed(newConfig, session.afterEpoch() + 1),
        twin);
  }

  /** This with the settings changed for {@code epoch} and all after it. */
  RunInfo with(ExperimentConfig newConfig, int epoch) {
    return new RunInfo(
        name,
        preset,
        Optional.of(newConfig),
        layers,
        data,
        start,
        state,
        software,
        machine,
        started,
        finished,
        sessions,
        changed(newConfig, epoch),
        twin);
  }

  /** The changes, and those to {@code newConfig}; an epoch that never came has no change left. */
  private List<Change> changed(ExperimentConfig newConfig, int epoch) {
    List<Change> all = new ArrayList<>(changes);
    newConfig
        .differencesFrom(config.orElse(newConfig))
        .forEach((key, value) -> {
          String from = value.there();
          Optional<Change> replaced =
              all.stream()
                  .filter(change -> change.epoch() == epoch && change.setting().equals(key))
                  .findFirst();
          if (replaced.isPresent()) {
            from = replaced.get().from();
            all.remove(replaced.get());
          }
          if (!from.equals(value.here())) {
            all.add(new Change(epoch, key, from, value.here()));
          }
        });
    return all;
  }
}
