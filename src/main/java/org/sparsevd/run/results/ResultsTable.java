package org.sparsevd.run.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sparsevd.run.RunFolder;

/**
 * Published results and what this program measured, network by network.
 *
 * @param networks those with published results first, then a nameless one of all other runs, where
 *     there are any
 * @param references full titles of what the sources name
 * @param problems why a run could not be read, in one sentence each
 */
public record ResultsTable(List<Network> networks, List<String> references, List<String> problems) {

  public ResultsTable {
    networks = List.copyOf(networks);
    references = List.copyOf(references);
    problems = List.copyOf(problems);
  }

  /**
   * A network.
   *
   * @param name empty for runs of no published network
   * @param measured groups of runs that may be compared seed by seed
   */
  public record Network(String name, List<PublishedResult> published, List<Group> measured) {
    public Network {
      published = List.copyOf(published);
      measured = List.copyOf(measured);
    }
  }

  /**
   * The runs of one preset.
   *
   * @param preset its name; empty when the runs name none
   * @param runs first the finished ones with the preset's settings, which the median is of
   */
  public record Group(Optional<String> preset, List<MeasuredResult> runs) {
    public Group {
      runs =
          runs.stream()
              .sorted(Comparator.comparing(run -> !run.isOfPreset())) // stable: else as given
              .toList();
    }

    /** The medians over the finished, unchanged runs; empty when they have fewer than two seeds. */
    public Optional<Median> median() {
      List<MeasuredResult> counted = runs.stream().filter(MeasuredResult::isOfPreset).toList();
      long seeds = counted.stream().map(MeasuredResult::seed).distinct().count();
      return seeds < 2 ? Optional.empty() : Optional.of(Median.of((int) seeds, counted));
    }
  }

  /**
   * The median of each figure by itself; of an even number the mean of the middle two.
   *
   * @param seeds how many the runs have
   */
  public record Median(
      int seeds,
      int epochs,
      double trainErrorPercent,
      double errorPercent,
      List<Double> sparsityPercent,
      double compression,
      double seconds) {
    public Median {
      sparsityPercent = List.copyOf(sparsityPercent);
    }

    private static Median of(int seeds, List<MeasuredResult> runs) {
      MeasuredResult first = runs.getFirst();
      return new Median(
          seeds,
          first.epochs(),
          median(runs, MeasuredResult::trainErrorPercent),
          median(runs, MeasuredResult::errorPercent),
          IntStream.range(0, first.sparsityPercent().size())
              .mapToObj(layer -> median(runs, run -> run.sparsityPercent().get(layer)))
              .toList(),
          median(runs, MeasuredResult::compression),
          median(runs, MeasuredResult::seconds));
    }

    private static double median(
        List<MeasuredResult> runs, ToDoubleFunction<MeasuredResult> figure) {
      double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
      OptionalDouble middle =
          Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1).average();
      return middle.orElse(Double.NaN);
    }
  }

  /** Reads published results and {@code runs}. Opens every run, so not for a thread in a hurry. */
  public static ResultsTable read(List<Path> runs) {
    List<MeasuredResult> measured = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path folder : runs) {
      try {
        MeasuredResult.of(RunFolder.open(folder)).ifPresent(measured::add);
      } catch (IOException e) {
        problems.add(e.getMessage());
      }
    }
    PublishedResults published = PublishedResults.read();
    return new ResultsTable(networks(published, measured), published.references(), problems);
  }

  private static List<Network> networks(PublishedResults published, List<MeasuredResult> measured) {
    List<Network> networks = new ArrayList<>();
    List<MeasuredResult> others = new ArrayList<>(measured);
    for (PublishedResults.Network network : published.networks()) {
      List<MeasuredResult> own =
          measured.stream()
              .filter(run -> run.preset().filter(network.presets()::contains).isPresent())
              .toList();
      others.removeAll(own);
      networks.add(new Network(network.name(), network.results(), groups(own)));
    }
    if (!others.isEmpty()) {
      networks.add(new Network("", List.of(), groups(others)));
    }
    return networks;
  }

  private static List<Group> groups(List<MeasuredResult> runs) {
    Map<Optional<String>, List<MeasuredResult>> byPreset = new LinkedHashMap<>();
    for (MeasuredResult run : runs) {
      byPreset.computeIfAbsent(run.preset(), preset -> new ArrayList<>()).add(run);
    }
    return byPreset.entrySet().stream()
        .map(entry -> new Group(entry.getKey(), entry.getValue()))
        .toList();
  }
}
