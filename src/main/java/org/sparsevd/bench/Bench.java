package org.sparsevd.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Stage;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;

/** Measures everything there is to measure and tells each figure as soon as it is known. */
public final class Bench {
  /** The network of square products, which no preset has. */
  public static final String SQUARE = "square";

  /** Side of the square products that libraries are compared on. */
  public static final int SQUARE_SIDE = 512;

  /** An epoch number that no measuring reaches. */
  private static final String ENDLESS = "100000";

  private final Plan plan;
  private final Consumer<Finding> listener;
  private final Timing.Effort effort;

  /**
   * What to measure.
   *
   * @param threads worker threads, at least 1
   * @param quick whether seconds matter more than digits
   * @param presets experiments to measure
   */
  public record Plan(int threads, boolean quick, List<Presets.Preset> presets) {
    public Plan {
      presets = List.copyOf(presets);
    }
  }

  /**
   * @param listener hears of each figure, on the calling thread
   */
  public Bench(Plan plan, Consumer<Finding> listener) {
    this.plan = plan;
    this.listener = listener;
    effort = plan.quick ? Timing.Effort.QUICK : Timing.Effort.FULL;
  }

  /** The presets measured when nobody names any. */
  public static List<Presets.Preset> usualPresets() {
    return Stream.of("lenet-300-100", "lenet-5")
        .map(Presets::find)
        .flatMap(Optional::stream)
        .toList();
  }

  /** A preset with what training it needs. */
  private record Subject(
      ExperimentConfig config, Dataset data, List<Stage> stages, StepWork work) {}

  /**
   * Measures.
   *
   * @throws DatasetException when a preset's data cannot be had
   * @throws InvalidConfigException when a preset's network does not fit its data
   */
  public void run() throws DatasetException, InvalidConfigException {
    List<Subject> subjects = new ArrayList<>();
    for (Presets.Preset preset : plan.presets) {
      subjects.add(prepare(preset));
    }
    try (Compute one = new Compute(1);
        Compute all = new Compute(plan.threads)) {
      listener.accept(MachineReader.read(all));
      Finding.Peak peak = new PeakBench(all, effort).measure();
      listener.accept(peak);
      new ElementBench(one.kernels(), effort).measure().forEach(listener);
      ProductTable products = new ProductTable(one, all, peak, effort, listener);
      products.measureSquares();
      for (Subject subject : subjects) {
        products.measure(subject.work);
        ConvolutionBench.measure(subject.work, one, all, peak, effort, listener);
      }
      TrainingBench training =
          new TrainingBench(
              all, plan.quick ? TrainingBench.Effort.QUICK : TrainingBench.Effort.FULL);
      for (Subject subject : subjects) {
        listener.accept(
            training.measure(subject.config, subject.stages, subject.data, subject.work, peak));
      }
    }
  }

  private static Subject prepare(Presets.Preset preset)
      throws DatasetException, InvalidConfigException {
    ExperimentConfig config = preset.config();
    Dataset data = DatasetCatalog.current().load(config.dataRequest());
    List<Stage> stages = config.stages(data);
    return new Subject(endless(config), data, stages, StepWork.of(preset.name(), config, stages));
  }

  /**
   * The work of a training's beginning for ever, with the full KL weight from the first step. The
   * weights hardly move: what is pruned would cost less, and no limit counts that.
   */
  private static ExperimentConfig endless(ExperimentConfig config) throws InvalidConfigException {
    return config
        .with("epochs", ENDLESS)
        .with("learningRate", "1e-8")
        .with("decayFrom", ENDLESS)
        .with("klWarmupStart", "0")
        .with("klWarmupEnd", "0");
  }
}
