package org.sparsevd.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsevd.bench.Bench;
import org.sparsevd.bench.Finding;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sparsevd bench}: the speed of this machine. */
@Command(
    name = "bench",
    description = {
      "Measures how fast this machine computes, trains and evaluates, beside what it could do at"
          + " most.",
      "Let nothing else run meanwhile."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      arity = "1..*",
      description = "Presets to train; lenet-300-100 and lenet-5 by default.")
  private List<String> names = List.of();

  @Option(names = "--quick", description = "Takes seconds instead of minutes; less exact.")
  private boolean quick;

  @Mixin private ThreadsOption threads;

  @Option(names = "--json", description = "Prints one JSON object a line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    BenchTable table = new BenchTable(out);
    Bench.Plan plan = new Bench.Plan(threads.threads(), quick, presets());
    new Bench(plan, finding -> tell(out, table, finding)).run();
    return ExitCode.DONE;
  }

  private List<Presets.Preset> presets() throws InvalidConfigException {
    if (names.isEmpty()) {
      return Bench.usualPresets();
    }
    List<Presets.Preset> presets = new ArrayList<>();
    for (String name : names) {
      presets.add(Presets.named(name));
    }
    return presets;
  }

  private void tell(PrintWriter out, BenchTable table, Finding finding) {
    if (json) {
      out.println(JsonLines.finding(finding));
    } else {
      table.print(finding);
    }
    out.flush();
  }
}
