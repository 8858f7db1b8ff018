package org.sparsevd.cli;

import java.io.PrintWriter;
import java.util.List;
import org.sparsevd.text.Text;
import org.sparsevd.train.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sparsevd settings}: every setting of an experiment. */
@Command(
    name = "settings",
    description = "Lists every setting of an experiment with its default and what is allowed.",
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Prints one JSON object a line.")
  private boolean json;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Setting setting : Setting.all()) {
      String standard = setting.write(setting.defaultValue());
      String help = Text.of("setting." + setting.key() + ".help");
      out.println(
          json
              ? JsonLines.item(
                  List.of("key", "default", "allowed", "help"),
                  List.of(setting.key(), standard, setting.allowed(), help))
              : "%-16s %s (%s)%n%16s %s"
                  .formatted(setting.key(), standard, setting.allowed(), "", help));
    }
    out.flush();
  }
}
