package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.run.Run;
import org.sparsevd.run.RunFolder;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.train.Presets;
import org.sparsevd.ui.train.SessionState;

/**
 * Uses the studio for as long as {@code -Dsoak.minutes} says: trains, pauses, moves through time,
 * switches views, themes and text size, cuts and compares, over and over. Nothing may go wrong, and
 * neither memory nor threads may grow. {@code mvn -Psoak test} does it for two hours; each round's
 * figures are in {@code target/soak.csv}.
 */
final class SoakTest {
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("soak.minutes", "0.4"));
  private static final String HEAD = "round,minutes,heapMb,threads,residentMb,preset\n";

  /** How long a training may take beside whatever else the machine does for those two hours. */
  private static final Duration TRAINING = Duration.ofMinutes(20);

  /** Rounds in which caches fill and code is compiled. */
  private static final int WARM_UP = 3;

  /**
   * What the heap may gain in all: a run's summary in each list, whatever the JVM keeps of code.
   */
  private static final double HEAP_GROWTH_MB = 16;

  /**
   * Of four full collections the serial collector leaves dead objects where they are in three, up
   * to a twentieth of the old generation, and closes every gap in one
   * (MarkSweepAlwaysCompactCount).
   */
  private static final int COLLECTIONS = 4;

  /** Enough rounds to tell a leak from chance. */
  private static final int TELLING = 12;

  @TempDir private Path folder;

  private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  private final Random random = new Random(7);
  private final List<Round> rounds = new ArrayList<>();
  private final Handler log = new WarningCollector();
  private Thread.UncaughtExceptionHandler before;
  private Windows studio;
  private UiDriver user;

  /**
   * What one round left.
   *
   * @param heapMb in use after a collection
   */
  private record Round(double minutes, double heapMb, int threads, double residentMb) {}

  @BeforeEach
  void open() {
    UiDriver.startToolkit();
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> problems.add(thread.getName() + ": " + thrown));
    Logger.getLogger("").addHandler(log);
    studio = new Windows(folder.resolve("runs"), SampleRuns.ofProgram(), Theme.LIGHT, 1440, 860);
    user = studio.show();
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
    Logger.getLogger("").removeHandler(log);
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void hoursOfUseGoWrongNowhereAndLeakNothing() throws Exception {
    Path csv = Path.of("target", "soak.csv");
    Files.writeString(csv, HEAD);
    long start = System.nanoTime();
    double minutes = 0;
    while (rounds.isEmpty() || minutes < MINUTES) {
      String preset = MINUTES > 5 && rounds.size() % 4 == 3 ? "demo" : "toy";
      round(preset);
      minutes = (System.nanoTime() - start) / 60e9;
      Round round = measure(minutes);
      rounds.add(round);
      Files.writeString(
          csv,
          String.format(
              Locale.ROOT,
              "%d,%.2f,%.1f,%d,%.0f,%s%n",
              rounds.size(),
              round.minutes,
              round.heapMb,
              round.threads,
              round.residentMb,
              preset),
          StandardOpenOption.APPEND);
      assertEquals(List.of(), List.copyOf(problems), "after round " + rounds.size());
    }
    assertNothingLeaked();
  }

  private void assertNothingLeaked() {
    if (rounds.size() < TELLING) {
      return; // a test of the script, not of the studio
    }
    List<Round> settled = rounds.subList(WARM_UP, rounds.size());
    int part = settled.size() / 3;
    double early = medianHeap(settled.subList(0, part));
    double late = medianHeap(settled.subList(settled.size() - part, settled.size()));
    assertTrue(
        late - early <= HEAP_GROWTH_MB,
        "the heap grew from %.1f to %.1f MB".formatted(early, late));
    int threads = settled.subList(0, part).stream().mapToInt(Round::threads).max().orElse(0);
    assertTrue(
        settled.getLast().threads <= threads,
        "threads grew from %d to %d".formatted(threads, settled.getLast().threads));
  }

  private static double medianHeap(List<Round> part) {
    List<Double> sorted = part.stream().map(Round::heapMb).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private void round(String preset) throws IOException {
    int epochs = preset.equals("toy") ? 12 : 4;
    train(preset, epochs);
    user.waitFor("it trains", TRAINING, this::isTrained);
    pauseAndGoOn();
    lookAround();
    user.waitFor("it ends", TRAINING, () -> studio.model().state() == SessionState.ENDED);
    moveThroughTime();
    lookAround();
    cut();
    compare();
    user.open(ViewKind.TRAIN);
    user.settle();
  }

  private void train(String preset, int epochs) {
    user.open(ViewKind.TRAIN);
    List<String> presets = Presets.all().stream().map(Presets.Preset::name).toList();
    user.choose("#preset", presets.indexOf(preset));
    user.fill("#epochs", Integer.toString(epochs));
    user.click("#train");
  }

  /** Whether this round's run has an epoch: until it is read, the run before is looked at. */
  private boolean isTrained() {
    return studio.model().state() != SessionState.LOADING
        && studio.model().looksAtTraining()
        && studio.model().cursor().trainedProperty().get() >= 1;
  }

  private void pauseAndGoOn() {
    if (studio.model().state() != SessionState.ENDED) {
      user.click("#train");
      user.press(KeyCode.S);
      // While an epoch is tested the step is still ahead, and the button would end it: "Pause".
      user.waitFor(
          "the step is done", TRAINING, () -> studio.model().state() != SessionState.RUNNING);
      if (studio.model().state() != SessionState.ENDED) {
        user.click("#train");
      }
    }
  }

  private void lookAround() {
    List<ViewKind> views = new ArrayList<>(List.of(ViewKind.values()));
    Collections.shuffle(views, random);
    for (ViewKind view : views) {
      user.open(view);
      user.settle();
      if (random.nextInt(3) == 0) {
        user.press(KeyCode.T, UiDriver.CTRL);
      }
    }
    user.press(KeyCode.PLUS, UiDriver.CTRL);
    user.open(ViewKind.TRAIN);
    user.press(KeyCode.MINUS, UiDriver.CTRL);
  }

  private void moveThroughTime() {
    user.open(random.nextBoolean() ? ViewKind.TRAIN : ViewKind.MASKS);
    for (int drag = 0; drag < 4; drag++) {
      user.drag("#time-track", random.nextDouble() * 0.9, 0.05 + random.nextDouble() * 0.9);
    }
    user.press(KeyCode.LEFT);
    user.click("#live");
  }

  private void cut() {
    user.open(ViewKind.TRAIN);
    for (int i = 0; i < 3; i++) {
      user.fill("#cut", Integer.toString(random.nextInt(10) - 4));
    }
    user.fill("#cut", "3");
  }

  /** The two newest runs; older ones stay in the library. */
  private void compare() throws IOException {
    List<Path> runs;
    try (Stream<Path> inside = Files.list(folder.resolve("runs"))) {
      runs = inside.filter(Files::isDirectory).sorted().toList();
    }
    if (runs.size() < 2) {
      return;
    }
    List<Run> newest =
        List.of(RunFolder.open(runs.getLast()), RunFolder.open(runs.get(runs.size() - 2)));
    UiDriver.run(() -> studio.window().compare(newest));
    user.open(ViewKind.COMPARE);
    user.waitFor("both are shown", () -> studio.window().scene().lookup("#run-slot-B") != null);
    user.settle();
  }

  /** At rest: what a measurement under way needs for itself says nothing of what is kept. */
  private Round measure(double minutes) throws Exception {
    studio.awaitRest();
    double heap = Double.POSITIVE_INFINITY;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      UiDriver.run(() -> {});
      double now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
      heap = Math.min(heap, now);
    }
    return new Round(minutes, heap, studioThreads(), residentMb());
  }

  /** Those that the JVM does not come and go with as it likes. */
  private static int studioThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> !name.contains("ForkJoin") && !name.contains("CompilerThread"))
            .filter(name -> !name.contains("Cleaner") && !name.startsWith("VirtualThread"))
            .count();
  }

  /** 0 where the system does not say. */
  private static double residentMb() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000)
        .findFirst()
        .orElse(0);
  }

  /** What the program logs as a warning would not be seen by a user, but is one. */
  private final class WarningCollector extends Handler {
    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
        problems.add(line.getLoggerName() + ": " + line.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
