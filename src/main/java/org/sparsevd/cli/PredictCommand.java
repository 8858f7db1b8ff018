package org.sparsevd.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.IdxArray;
import org.sparsevd.data.ImageFile;
import org.sparsevd.data.ImageShape;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.compact.CompactPredictor;
import org.sparsevd.prune.compact.Softmax;
import org.sparsevd.run.compact.CompactFile;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd predict}: classes that a compact model gives images. */
@Command(
    name = "predict",
    description = "Tells the class that a compact model gives an image, or each of an IDX file.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  /** Classes told of one image, the likeliest first. */
  private static final int TOLD = 3;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A file made by sparsevd compact.")
  private Path file;

  @Parameters(
      index = "1",
      paramLabel = "IMAGES",
      description =
          "A picture of the size the network was trained on, light on dark as in MNIST, or an IDX"
              + " file, gzipped or not.")
  private Path images;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "IDX file of the images' true classes, to tell the error.")
  private Optional<Path> labels = Optional.empty();

  @Option(names = "--each", description = "A line for each image of an IDX file.")
  private boolean each;

  @Option(names = "--json", description = "Prints one JSON object a line for each image.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    CompactFile compact = CompactFile.read(file);
    Volume input = compact.model().input();
    List<float[]> pixels =
        ImageFile.read(images, new ImageShape(input.channels(), input.height(), input.width()));
    Optional<int[]> truth =
        labels.isPresent() ? Optional.of(labels(pixels.size())) : Optional.empty();
    List<double[]> probabilities;
    try (Compute compute = new Compute(1)) {
      probabilities = new CompactPredictor(compute, compact.model()).probabilities(pixels);
    }
    tell(probabilities, truth);
    return ExitCode.DONE;
  }

  private int[] labels(int count) throws DatasetException {
    Path path = labels.orElseThrow();
    IdxArray array = IdxArray.read(path);
    if (!array.dimensions().equals(List.of(count))) {
      throw new DatasetException(Text.of("cli.predict.labels", path, count, array.dimensions()));
    }
    return IntStream.range(0, count).map(i -> Byte.toUnsignedInt(array.values()[i])).toArray();
  }

  private void tell(List<double[]> probabilities, Optional<int[]> truth) {
    PrintWriter printer = spec.commandLine().getOut();
    int errors = 0;
    int[] counts = new int[probabilities.getFirst().length];
    for (int i = 0; i < probabilities.size(); i++) {
      double[] p = probabilities.get(i);
      int best = Softmax.best(p);
      counts[best]++;
      boolean wrong = truth.isPresent() && truth.get()[i] != best;
      errors += wrong ? 1 : 0;
      if (json) {
        printer.println(json(i, best, p, truth));
      } else if (each || probabilities.size() == 1) {
        printer.println(
            Text.of(
                "cli.predict.image",
                probabilities.size() == 1 ? images.toString() : Integer.toString(i),
                likeliest(p),
                wrong ? Text.of("cli.predict.wrong", truth.get()[i]) : ""));
      }
    }
    if (!json && probabilities.size() > 1) {
      List<String> classes = new ArrayList<>();
      for (int k = 0; k < counts.length; k++) {
        classes.add(k + ": " + Numbers.count(counts[k]));
      }
      printer.println(
          Text.of(
              "cli.predict.counts",
              Numbers.count(probabilities.size()),
              String.join(", ", classes)));
    }
    if (!json && truth.isPresent()) {
      printer.println(
          Text.of(
              "cli.predict.error",
              Numbers.error(100.0 * errors / probabilities.size()),
              Numbers.count(errors),
              Numbers.count(probabilities.size())));
    }
    printer.flush();
  }

  private static String json(int i, int best, double[] p, Optional<int[]> truth) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("image", i);
    line.put("class", best);
    line.put("probabilities", p);
    truth.ifPresent(labels -> line.put("label", labels[i]));
    return JsonLines.item(List.copyOf(line.keySet()), List.copyOf(line.values()));
  }

  /** {@code 7 (98.3 %), 9 (1.2 %), 3 (0.4 %)}. */
  private static String likeliest(double[] p) {
    return String.join(
        ", ",
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -p[k]))
            .limit(TOLD)
            .map(k -> "%d (%s %%)".formatted(k, Numbers.decimals(100 * p[k], 1)))
            .toList());
  }
}
