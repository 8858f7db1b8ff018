package org.sparsevd.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.data.ImageShape;
import org.sparsevd.train.ExperimentConfig;

/**
 * What {@code run.json} says of a run besides its epochs.
 *
 * @param name folder name, unique in its place
 * @param preset preset it was started from
 * @param config full settings; empty for a run written by another program
 * @param layers weight layers from the input on; empty when unknown
 * @param data what it was trained on
 * @param state how far it got
 * @param software versions by name: program, JVM, libraries
 * @param machine kernels, threads and processor by name
 * @param started when training began
 * @param finished when the last file was written
 */
public record RunInfo(
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

  public RunInfo {
    layers = List.copyOf(layers);
    software = Map.copyOf(software);
    machine = Map.copyOf(machine);
  }

  /** One weight layer: its name and the shape [inputs × outputs] of its θ. */
  public record Layer(String name, int inputs, int outputs) {
    /** Number of weights, biases not counted. */
    public int weightCount() {
      return inputs * outputs;
    }
  }

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
   */
  public record State(Kind kind, int epochs, String message) {}

  /** This with layers. */
  RunInfo with(List<Layer> newLayers) {
    return new RunInfo(
        name, preset, config, newLayers, data, state, software, machine, started, finished);
  }

  /** This with another state and time of the last file. */
  RunInfo with(State newState, Instant now) {
    return new RunInfo(
        name, preset, config, layers, data, newState, software, machine, started, Optional.of(now));
  }
}
