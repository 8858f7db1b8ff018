package org.sparsevd.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.archive.ArchiveReader;
import org.sparsevd.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sparsevd studio}: opens the window, with a run when one is named. */
@Command(name = "studio", description = "Opens the studio window.", mixinStandardHelpOptions = true)
final class StudioCommand implements Callable<Integer> {
  private final Studio studio;
  private final Path runs;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "A run folder to show, or a run's .sparsevd file to take in and show.")
  private Path folder;

  /**
   * @param runs where a run's file is unpacked
   */
  StudioCommand(Studio studio, Path runs) {
    this.studio = studio;
    this.runs = runs;
  }

  @Override
  public Integer call() throws Exception {
    Optional<Run> run = folder == null ? Optional.empty() : Optional.of(open());
    Optional<String> reason = studio.whyNoWindow();
    if (reason.isPresent()) {
      spec.commandLine()
          .getErr()
          .println("sparsevd: " + Text.of("cli.studioNeedsDisplay", reason.get()));
      spec.commandLine().getErr().flush();
      return ExitCode.FAILED;
    }
    studio.open(run);
    return ExitCode.DONE;
  }

  private Run open() throws IOException {
    boolean isFile = Files.isRegularFile(folder) && ArchiveReader.isArchive(folder);
    return RunFolder.open(isFile ? ArchiveReader.read(folder, runs) : folder);
  }
}
