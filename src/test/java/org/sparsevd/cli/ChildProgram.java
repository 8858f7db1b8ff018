package org.sparsevd.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsevd.run.Run;

/** The command line in a Java virtual machine of its own, for tests that kill it. No window. */
public final class ChildProgram {
  private ChildProgram() {}

  /**
   * Starts the program.
   *
   * @param output file that gets what it prints
   * @param errors file that gets its messages
   */
  public static Process start(Path output, Path errors, String... arguments) throws IOException {
    return start(System.getProperty("java.class.path"), output, errors, arguments);
  }

  /**
   * As above.
   *
   * @param classPath of the program
   */
  static Process start(String classPath, Path output, Path errors, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.addAll(List.of("-cp", classPath));
    command.add(ChildProgram.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(output.toFile())
        .redirectError(errors.toFile())
        .start();
  }

  /** Entry point of the child. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    System.exit(new CommandLineProgram(new NoWindow()).run(out, err, arguments));
  }

  private static final class NoWindow implements Studio {
    @Override
    public Optional<String> whyNoWindow() {
      return Optional.of("this is a test");
    }

    @Override
    public void open(Optional<Run> run) {
      throw new AssertionError("no window here");
    }

    @Override
    public void drawDashboard(Run run, Path png) {
      throw new AssertionError("no picture was asked for");
    }
  }
}
