import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Makes this platform's installer from the program folder: jpackage makes the program with a
 * runtime of its own, that is started once to record its AOT cache, and jpackage packs it up. Run
 * from its source by {@code mvn -Pinstaller package}, in the project's folder.
 */
final class Installer {
  private static final String CACHE = "sparsevd.aot";

  /**
   * Of every jar in the program. The cache is for jars of one time, and jpackage forgets times as
   * it packs; installer/linux/postinst sets this one again.
   */
  private static final FileTime JAR_TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /** Views are shown this long while the cache is recorded, in milliseconds. */
  private static final int REHEARSAL_MILLIS = 1500;

  private static final int LONGEST_MINUTES = 10;

  private final Path project = Path.of("").toAbsolutePath();
  private final Path program;
  private final Path javafx;
  private final Path output;
  private final String version;
  private final Platform system = Platform.here();

  private Installer(Path program, Path javafx, Path output, String version) {
    this.program = program;
    this.javafx = javafx;
    this.output = output;
    this.version = version;
  }

  /**
   * @param args program folder, folder of JavaFX's jars, folder to write to, version; {@code
   *     --image} as fifth stops before the package
   */
  public static void main(String[] args) throws Exception {
    Installer installer =
        new Installer(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), args[3]);
    Path image = installer.makeImage();
    installer.addNativeLibraries(image);
    installer.addCache(image);
    if (args.length < 5) {
      installer.makePackage(image);
    }
  }

  /** What differs from one platform to the next. */
  private enum Platform {
    LINUX("linux", "lib/app", "lib/runtime/lib", "bin/sparsevd"),
    WINDOWS("windows", "app", "runtime/bin", "sparsevd.exe"),
    MACOS(
        "macos",
        "Contents/app",
        "Contents/runtime/Contents/Home/lib",
        "Contents/MacOS/SparseVD-Studio");

    final String word;
    final String app;
    final String libraries;
    final String launcher;

    Platform(String word, String app, String libraries, String launcher) {
      this.word = word;
      this.app = app;
      this.libraries = libraries;
      this.launcher = launcher;
    }

    static Platform here() {
      String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
      return name.contains("win") ? WINDOWS : name.contains("mac") ? MACOS : LINUX;
    }
  }

  private Path makeImage() throws IOException, InterruptedException {
    delete(output);
    Path input = output.resolve("input");
    copy(program, input);
    delete(input.resolve("bin"));
    delete(input.resolve("lib/javafx")); // goes into the runtime
    delete(input.resolve("assets/screenshots"));
    Path images = output.resolve("image");
    List<String> command = jpackage("image.args", "image-" + system.word + ".args");
    command.addAll(List.of("--input", input.toString(), "--dest", images.toString()));
    command.addAll(List.of("--main-jar", "lib/sparsevd-studio-" + version + ".jar"));
    command.addAll(List.of("--module-path", javafx.toString()));
    for (String flag : Files.readAllLines(project.resolve("src/main/launcher/java.args"))) {
      if (!flag.startsWith("#") && !flag.isBlank()) {
        command.addAll(List.of("--java-options", flag));
      }
    }
    run(command);
    try (Stream<Path> made = Files.list(images)) {
      return made.findFirst().orElseThrow();
    }
  }

  /** Beside Java's own, where JavaFX looks first. */
  private void addNativeLibraries(Path image) throws IOException {
    Path folder = image.resolve(system.libraries);
    try (Stream<Path> jars = Files.list(javafx)) {
      for (Path jar : jars.toList()) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
            if (entry.getName().matches("[^/]+\\.(so|dll|dylib)")) {
              try (InputStream in = zip.getInputStream(entry);
                  OutputStream out =
                      Files.newOutputStream(
                          folder.resolve(entry.getName()), StandardOpenOption.CREATE)) {
                in.transferTo(out);
              }
            }
          }
        }
      }
    }
  }

  /** Starts the program as its users will, twice: to record, then to make the cache. */
  private void addCache(Path image) throws IOException, InterruptedException {
    Path configuration = output.resolve("sparsevd.aotconf").toAbsolutePath();
    Path cache = image.resolve(system.app).resolve(CACHE).toAbsolutePath();
    String home = quoted("-Duser.home=" + Files.createDirectories(output.resolve("home")));
    String aside = quoted("-XX:AOTConfiguration=" + configuration);
    String record = "-XX:AOTMode=record " + aside;
    String create = "-XX:AOTMode=create " + aside + " " + quoted("-XX:AOTCache=" + cache);
    try (Stream<Path> files = Files.walk(image.resolve(system.app))) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.setLastModifiedTime(jar, JAR_TIME);
      }
    }
    Optional<Process> screen = screen();
    try {
      String display = screen.isPresent() ? ":" + screenNumber(screen.get()) : "";
      boolean hasWindow = system != Platform.LINUX || !display.isEmpty();
      if (!hasWindow) {
        System.out.println("AOT cache: none, for Xvfb is missing and there is no other screen.");
        return;
      }
      String rehearsal = " -Dsparsevd.rehearsal=" + REHEARSAL_MILLIS + " ";
      start(image, display, home + rehearsal + record);
      start(image, display, home + " " + create);
    } finally {
      screen.ifPresent(Process::destroy);
    }
    Files.delete(configuration);
    String settings =
        String.join(
            System.lineSeparator(),
            "java-options=-XX:AOTCache=$APPDIR" + java.io.File.separator + CACHE,
            // A cache that does not fit is left alone without a word.
            "java-options=-Xlog:aot*=off",
            "");
    try (Stream<Path> files = Files.list(image.resolve(system.app))) {
      for (Path cfg : files.filter(file -> file.toString().endsWith(".cfg")).toList()) {
        String text = Files.readString(cfg).stripTrailing() + System.lineSeparator();
        Files.writeString(cfg, text + settings);
      }
    }
  }

  /** One word of {@code JAVA_TOOL_OPTIONS}, whatever blanks the name of a folder has. */
  private static String quoted(String option) {
    return "\"" + option + "\"";
  }

  private void start(Path image, String display, String flags)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(image.resolve(system.launcher).toAbsolutePath().toString());
    builder.environment().put("JAVA_TOOL_OPTIONS", flags);
    if (!display.isEmpty()) {
      builder.environment().put("DISPLAY", display);
    }
    waitFor(builder);
  }

  /** A screen of our own on Linux, where there is a program for one. */
  private Optional<Process> screen() throws IOException {
    if (system != Platform.LINUX || !isOnPath("Xvfb")) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessBuilder(
                "Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  private static String screenNumber(Process screen) throws IOException {
    return Optional.ofNullable(screen.inputReader().readLine())
        .orElseThrow(() -> new IOException("Xvfb did not start"));
  }

  private static boolean isOnPath(String name) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  private void makePackage(Path image) throws IOException, InterruptedException {
    List<String> command = jpackage("package-" + system.word + ".args");
    command.addAll(List.of("--app-image", image.toString(), "--dest", output.toString()));
    run(command);
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        System.out.printf(
            Locale.ROOT, "Installer: %s, %.1f MB%n", file, Files.size(file) / 1_000_000.0);
      }
    }
  }

  private List<String> jpackage(String... argumentFiles) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jpackage").toString());
    for (String file : argumentFiles) {
      command.add("@" + project.resolve("installer").resolve(file));
    }
    // macOS allows no version that begins with 0.
    boolean early = system == Platform.MACOS && version.startsWith("0.");
    command.addAll(List.of("--app-version", early ? "1" + version.substring(1) : version));
    return command;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    waitFor(new ProcessBuilder(command));
  }

  private static void waitFor(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.inheritIO().start();
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(
          builder.command().getFirst() + ": not done after " + LONGEST_MINUTES + " minutes");
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          builder.command().getFirst() + ": exit code 0 expected, got " + process.exitValue());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
