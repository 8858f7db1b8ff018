package org.sparsevd.run.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.sparsevd.run.RunSummary;

/**
 * Words to find runs by. Each must be in a run's name, preset, method (such as {@code sparse-vd}),
 * data, tags or notes; capitals don't matter.
 *
 * @param words all of which must be found; none finds every run
 */
public record RunSearch(List<String> words) implements Predicate<RunSummary> {
  public RunSearch {
    words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  /** The words of {@code text}, with spaces between them. */
  public static RunSearch of(String text) {
    return new RunSearch(
        Arrays.stream(text.strip().split("\\s+", -1)).filter(word -> !word.isEmpty()).toList());
  }

  @Override
  public boolean test(RunSummary run) {
    List<String> told = new ArrayList<>(run.notes().tags());
    told.addAll(List.of(run.name(), run.data(), run.notes().text()));
    run.preset().ifPresent(told::add);
    run.method().ifPresent(method -> told.add(method.name().replace('_', '-')));
    String all = String.join("\n", told).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(all::contains);
  }
}
