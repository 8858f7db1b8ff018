package org.sparsevd.cli;

import java.io.PrintWriter;
import org.sparsevd.bench.Bench;
import org.sparsevd.bench.Finding;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** Prints what {@code bench} finds as it comes: a heading for each kind and network, then rows. */
final class BenchTable {
  private final PrintWriter out;
  private String section = "";

  BenchTable(PrintWriter out) {
    this.out = out;
  }

  void print(Finding finding) {
    switch (finding) {
      case Finding.Machine machine -> print(machine);
      case Finding.Peak peak -> print(peak);
      case Finding.ElementSpeed speed -> print(speed);
      case Finding.ProductSpeed speed -> print(speed);
      case Finding.StepSpeed speed -> print(speed);
      case Finding.ConvolutionSpeed speed -> print(speed);
      case Finding.TrainingSpeed speed -> print(speed);
    }
  }

  private void print(Finding.Machine machine) {
    out.println(
        Text.of(
            "cli.bench.machine",
            machine.cpu(),
            machine.processors(),
            machine.kernels(),
            machine.threads(),
            machine.java(),
            machine.system()));
  }

  private void print(Finding.Peak peak) {
    out.println(
        Text.of(
            "cli.bench.peak",
            Numbers.decimals(peak.oneCoreGflops(), 1),
            Numbers.decimals(peak.allThreadsGflops(), 1),
            Numbers.decimals(peak.copyGigabytesPerSecond(), 1)));
  }

  private void print(Finding.ElementSpeed speed) {
    begin("elements", Text.of("cli.bench.elements"));
    row(
        "%-10s %8s"
            .formatted(
                speed.kernel(),
                Text.of("cli.bench.nanos", Numbers.decimals(speed.nanosPerElement(), 2))));
  }

  private void print(Finding.ProductSpeed speed) {
    begin(speed.network(), productsHeading(speed.network()));
    products(
        speed.layer().isEmpty() ? "" : "%2d\u00d7".formatted(speed.count()),
        speed.layer(),
        "%s %d\u00d7%d\u00d7%d".formatted(speed.form(), speed.m(), speed.n(), speed.k()),
        speed.oneThreadGflops(),
        speed.allThreadsGflops(),
        speed.ejmlGflops(),
        speed.timesEjml(),
        speed.ofPeak());
  }

  private String productsHeading(String network) {
    String title =
        network.equals(Bench.SQUARE)
            ? Text.of("cli.bench.squares")
            : Text.of("cli.bench.products", network);
    return title
        + System.lineSeparator()
        + "  %-4s %-6s %-17s %9s %9s %9s %8s %8s"
            .formatted(
                "",
                "",
                "m\u00d7n\u00d7k",
                Text.of("cli.bench.oneThread"),
                Text.of("cli.bench.allThreads"),
                Text.of("cli.bench.ejml"),
                Text.of("cli.bench.timesEjml"),
                Text.of("cli.bench.ofPeak"));
  }

  private void print(Finding.StepSpeed speed) {
    products(
        "",
        Text.of("cli.bench.step"),
        "",
        speed.oneThreadGflops(),
        speed.allThreadsGflops(),
        speed.ejmlGflops(),
        speed.timesEjml(),
        speed.ofPeak());
  }

  private void print(Finding.ConvolutionSpeed speed) {
    begin(
        "convolutions " + speed.network(),
        Text.of("cli.bench.convolutions", speed.network())
            + System.lineSeparator()
            + "  %-6s %-21s %9s %9s %8s"
                .formatted(
                    "",
                    "",
                    Text.of("cli.bench.oneThread"),
                    Text.of("cli.bench.allThreads"),
                    Text.of("cli.bench.ofPeak")));
    row(
        "%-6s %-21s %9s %9s %8s"
            .formatted(
                speed.layer(),
                Text.of("cli.bench.role." + speed.role().name()),
                Numbers.decimals(speed.oneThreadGflops(), 1),
                Numbers.decimals(speed.allThreadsGflops(), 1),
                Text.of("cli.bench.percent", Numbers.decimals(100 * speed.ofPeak(), 0))));
  }

  private void products(
      String count,
      String layer,
      String shape,
      double one,
      double all,
      double ejml,
      double timesEjml,
      double ofPeak) {
    row(
        "%4s %-6s %-17s %9s %9s %9s %8s %8s"
            .formatted(
                count,
                layer,
                shape,
                Numbers.decimals(one, 1),
                Numbers.decimals(all, 1),
                Numbers.decimals(ejml, 1),
                Numbers.decimals(timesEjml, 1),
                Text.of("cli.bench.percent", Numbers.decimals(100 * ofPeak, 0))));
  }

  private void print(Finding.TrainingSpeed speed) {
    begin("training", Text.of("cli.bench.training"));
    row(
        Text.of(
            "cli.bench.epoch",
            speed.preset(),
            Numbers.decimals(speed.epochSeconds(), 3),
            Numbers.decimals(speed.timesLimit(), 2),
            Numbers.decimals(speed.limitSeconds(), 3),
            Numbers.decimals(speed.gflopPerEpoch(), speed.gflopPerEpoch() < 10 ? 3 : 1),
            Numbers.decimals(speed.gigabytesPerEpoch(), speed.gigabytesPerEpoch() < 1 ? 4 : 2)));
    row(
        Text.of(
            "cli.bench.evaluation",
            speed.preset(),
            Numbers.count(speed.evaluatedImages()),
            Numbers.decimals(speed.evaluationMillis(), 1),
            Numbers.count(Math.round(speed.bytesAllocatedPerStep()))));
  }

  private void begin(String name, String heading) {
    if (!section.equals(name)) {
      section = name;
      out.println();
      out.println(heading);
    }
  }

  private void row(String line) {
    out.println("  " + line.stripTrailing());
  }
}
