package org.sparsevd.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.run.FileProblem;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.ProgramVersion;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.RunRecorder;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: without a command the studio, else the command. */
@Command(
    name = "sparsevd",
    description =
        "Trains neural networks with Sparse Variational Dropout and shows sparsity happening.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineProgram.Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    footerHeading = "%n",
    footer = {
      "Without a command the studio window opens, on a run when a .sparsevd file is named.",
      "Exit codes: 0 done, 1 failed or diverged, 2 bad usage or input, 130 after Ctrl-C."
    })
public final class CommandLineProgram implements Callable<Integer> {
  /** What is trained where no window can be opened. */
  private static final String MAIN_JOB = "demo";

  private final Studio studio;
  private final String mainJob;
  private final Path runs;
  private final Path datasets;

  @Spec private CommandSpec spec;

  /**
   * @param studio opens windows
   */
  public CommandLineProgram(Studio studio) {
    this(studio, MAIN_JOB, RunFolder.defaultParent(), DatasetCatalog.userFolder());
  }

  /**
   * For tests, which have less time.
   *
   * @param mainJob preset trained where no window can be opened
   * @param runs where its run goes
   * @param datasets where {@code datasets} finds and puts them
   */
  CommandLineProgram(Studio studio, String mainJob, Path runs, Path datasets) {
    this.studio = studio;
    this.mainJob = mainJob;
    this.runs = runs;
    this.datasets = datasets;
  }

  /**
   * Runs a command line.
   *
   * @param out for results
   * @param err for progress and errors
   * @param arguments none to open the studio
   * @return the exit code, one of {@link ExitCode}
   */
  public int run(PrintWriter out, PrintWriter err, String... arguments) {
    if (arguments.length == 0 && studio.whyNoWindow().isEmpty()) {
      try {
        studio.open(Optional.empty()); // the window is there sooner without a command line's reader
        return ExitCode.DONE;
      } catch (RuntimeException e) {
        return failure(e, err);
      }
    }
    CommandLine program =
        new CommandLine(this)
            .addSubcommand(new TrainCommand())
            .addSubcommand(new TwinCommand())
            .addSubcommand(new ResumeCommand())
            .addSubcommand(new EvaluateCommand())
            .addSubcommand(new RunsCommand(runs))
            .addSubcommand(new CompareCommand())
            .addSubcommand(new ThinCommand())
            .addSubcommand(new CompactCommand())
            .addSubcommand(new PredictCommand())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new ImportCommand(runs))
            .addSubcommand(new DatasetsCommand(datasets))
            .addSubcommand(new PresetsCommand())
            .addSubcommand(new SettingsCommand())
            .addSubcommand(new BenchCommand())
            .addSubcommand(new StudioCommand(studio, runs));
    // Every command has --version, and all say the same.
    giveVersion(program);
    return program
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(CommandLineProgram::badUsage)
        .setExecutionExceptionHandler((e, command, result) -> failure(e, command.getErr()))
        .execute(withCommand(arguments));
  }

  private static void giveVersion(CommandLine program) {
    for (CommandLine command : program.getSubcommands().values()) {
      command.getCommandSpec().versionProvider(new Version());
      giveVersion(command);
    }
  }

  /** A desktop opens a file by giving its path alone: a run's file is one for the studio. */
  private static String[] withCommand(String... arguments) {
    boolean isFile = arguments.length == 1 && arguments[0].endsWith(RunArchive.SUFFIX);
    return isFile ? new String[] {"studio", arguments[0]} : arguments;
  }

  /** No command and no window: its main job without one. */
  @Override
  public Integer call() throws Exception {
    String reason = studio.whyNoWindow().orElseThrow(); // else run has opened the window
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    err.println(Text.of("cli.noWindow", reason));
    err.flush();
    ExperimentConfig config = Presets.named(mainJob).config();
    String name = RunRecorder.folderName(Optional.of(mainJob), config);
    TerminalTraining training = new TerminalTraining(out, err, false);
    TerminalTraining.Finished finished =
        training.train(
            Optional.of(mainJob),
            config,
            () -> RunFolder.create(runs, name),
            Runtime.getRuntime().availableProcessors());
    Path png = finished.run().folder().resolve("dashboard.png");
    studio.drawDashboard(finished.run(), png);
    out.println(Text.of("cli.dashboard", png));
    out.flush();
    return finished.exitCode();
  }

  private static int badUsage(CommandLine.ParameterException e, String... arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(
        Text.of(
            "cli.badUsage",
            firstLine(usageProblem(e, arguments)),
            e.getCommandLine().getCommandSpec().qualifiedName()));
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  private static String usageProblem(CommandLine.ParameterException e, String... arguments) {
    CommandLine at = e.getCommandLine();
    boolean noCommand =
        e instanceof CommandLine.UnmatchedArgumentException
            && at.getParent() == null
            && !arguments[0].startsWith("-");
    return noCommand
        ? Text.of("cli.noCommand", arguments[0], String.join(", ", at.getSubcommands().keySet()))
        : e.getMessage().replace("option option", "option"); // picocli says it twice for maps
  }

  private static int failure(Exception e, PrintWriter err) {
    boolean badInput =
        e instanceof InvalidConfigException
            || e instanceof InvalidRunException
            || e instanceof DatasetException;
    String message =
        badInput || e instanceof FileSystemException
            ? FileProblem.sentence(e)
            : e instanceof NoWindowException
                ? e.getMessage()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    err.println("sparsevd: " + firstLine(message));
    err.flush();
    return badInput ? ExitCode.BAD_INPUT : ExitCode.FAILED;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  /** Says the version the build gave. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "SparseVD Studio " + ProgramVersion.get(),
        "Java " + Runtime.version() + ", " + System.getProperty("os.name")
      };
    }
  }
}
