package org.sparsevd.cli;

import java.io.PrintWriter;
import java.util.List;
import org.sparsevd.train.Presets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sparsevd presets}: the experiments that come with the program. */
@Command(
    name = "presets",
    description = "Lists the experiments that come with the program.",
    mixinStandardHelpOptions = true)
final class PresetsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Prints one JSON object a line, with all settings.")
  private boolean json;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Presets.Preset preset : Presets.all()) {
      out.println(
          json
              ? JsonLines.item(
                  List.of("name", "title", "description", "config"),
                  List.of(
                      preset.name(), preset.title(), preset.description(), preset.config().asMap()))
              : "%-22s %s%n%22s %s"
                  .formatted(preset.name(), preset.title(), "", preset.description()));
    }
    out.flush();
  }
}
