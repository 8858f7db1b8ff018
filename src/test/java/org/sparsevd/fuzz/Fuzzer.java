package org.sparsevd.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Gives a parser many inputs. Each is read or refused: by a documented exception with a message of
 * one line, within a second, and without allocating more than a multiple of what it was given.
 *
 * <p>Input i depends on the seed and i alone, so a failure can be run again: {@code -Dfuzz.inputs}
 * says how many, {@code -Dfuzz.seed} which.
 *
 * @param name of what is parsed
 * @param file that an input is written to; empty when the parser takes the bytes
 * @param parser under test
 * @param documented the exceptions it may throw
 * @param multiple bytes it may allocate for each byte of the input
 * @param constant bytes it may allocate besides
 * @param inputs how many there are
 */
public record Fuzzer(
    String name,
    Optional<Path> file,
    Parser parser,
    List<Class<? extends Exception>> documented,
    long multiple,
    long constant,
    int inputs) {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final long MOST_NANOS = 1_000_000_000L;
  private static final int MOST_MESSAGE = 1_200;
  private static final int TRIES = 4;
  private static final int SHOWN_FAILURES = 8;
  private static final int SHOWN_BYTES = 3_000;

  /** What libraries say to programmers, and what is said when nothing is known. */
  private static final Pattern NOT_FOR_USERS =
      Pattern.compile(
          "REDACTED|\\[Source:|Exception|For input string|Json[A-Z]|StreamRead|No enum|:"
              + " null$|\\(null\\)");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What is tested. */
  @FunctionalInterface
  public interface Parser {
    /** Reads an input; an exception refuses it. */
    void parse(byte[] input) throws Exception;
  }

  /** As {@link Parser}, of the file an input was written to. */
  @FunctionalInterface
  public interface FileParser {
    /** Reads the file; an exception refuses it. */
    void parse(Path file) throws Exception;
  }

  public Fuzzer {
    documented = List.copyOf(documented);
  }

  /** A parser of bytes. */
  public static Fuzzer ofBytes(String name, Parser parser, Class<? extends Exception> documented) {
    return new Fuzzer(name, Optional.empty(), parser, List.of(documented), 64, 1 << 20, INPUTS);
  }

  /** A parser of a file, which lies at {@code file}. */
  public static Fuzzer ofFile(
      String name, Path file, FileParser parser, Class<? extends Exception> documented) {
    return new Fuzzer(
        name,
        Optional.of(file),
        input -> parser.parse(file),
        List.of(documented),
        64,
        1 << 20,
        INPUTS);
  }

  /** This for a parser that may allocate so much for an input. */
  public Fuzzer allocating(long newMultiple, long newConstant) {
    return new Fuzzer(name, file, parser, documented, newMultiple, newConstant, inputs);
  }

  /** This for a parser that may throw another exception too. */
  public Fuzzer or(Class<? extends Exception> other) {
    return new Fuzzer(
        name, file, parser, List.of(documented.getFirst(), other), multiple, constant, inputs);
  }

  /** This for a parser that makes something of whatever it gets. */
  public Fuzzer neverRefusing() {
    return new Fuzzer(name, file, parser, List.of(), multiple, constant, inputs);
  }

  /** Gives the parser the inputs of {@code source} and fails when it does anything else. */
  public void run(Source source) throws Exception {
    Map<String, String> failures = new LinkedHashMap<>();
    int read = 0;
    long most = 0;
    long start = System.nanoTime();
    try (Watchdog watchdog = new Watchdog(Thread.currentThread())) {
      for (int i = 0; i < inputs; i++) {
        byte[] input = source.next(new SplittableRandom(SEED + i));
        String which = "%s, input %d of seed %d: %s".formatted(name, i, SEED, shown(input));
        watchdog.begin(which);
        Result result = check(input);
        read += result.thrown.isEmpty() ? 1 : 0;
        most = Math.max(most, result.bytes);
        result.problem.ifPresent(
            problem -> failures.putIfAbsent(result.kind(problem), problem + "\n  " + which));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "fuzz: %s: %,d inputs, %,d read, %,d refused, at most %,d KB each, %.1f s%n",
        name,
        inputs,
        read,
        inputs - read,
        most >> 10,
        (System.nanoTime() - start) / 1e9);
    if (!failures.isEmpty()) {
      fail(
          "%d kinds of failure\n%s"
              .formatted(
                  failures.size(),
                  String.join("\n", failures.values().stream().limit(SHOWN_FAILURES).toList())));
    }
    assertTrue(read > inputs / 100, name + ": only " + read + " were read, so little was reached");
    assertTrue(
        documented.isEmpty() || inputs - read > inputs / 20,
        name + ": " + read + " were read, so little is wrong");
  }

  /** Checks one input, such as one that was found before. */
  public void runOne(byte[] input) throws Exception {
    check(input).problem.ifPresent(problem -> fail(name + ": " + problem));
  }

  /** Checks one input and gives the message it is refused with. */
  public String refusal(byte[] input) throws Exception {
    Result result = check(input);
    result.problem.ifPresent(problem -> fail(name + ": " + problem));
    return result.thrown.orElseThrow(() -> new AssertionError(name + ": was read")).getMessage();
  }

  /** Another thread's work and the first use of a class may disturb a figure once, not always. */
  private Result check(byte[] input) throws Exception {
    if (file.isPresent()) {
      Files.deleteIfExists(
          file.get()); // file systems flush what was written over, and that is slow
      Files.write(file.get(), input);
    }
    Result result = once(input);
    for (int i = 1; i < TRIES && result.disturbed; i++) {
      result = once(input);
    }
    return result;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever comes is the finding
  private Result once(byte[] input) {
    Optional<Throwable> thrown = Optional.empty();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    try {
      parser.parse(input);
    } catch (Throwable e) {
      thrown = Optional.of(e);
    }
    long nanos = System.nanoTime() - start;
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    Optional<String> problem = thrown.flatMap(this::problem);
    if (problem.isPresent()) {
      return new Result(thrown, problem, false, bytes);
    }
    long allowed = multiple * input.length + constant;
    if (bytes > allowed) {
      problem =
          Optional.of(
              "allocated %,d bytes for %,d, allowed are %,d"
                  .formatted(bytes, input.length, allowed));
    } else if (nanos > MOST_NANOS) {
      problem = Optional.of("took %,d ms".formatted(nanos / 1_000_000));
    }
    return new Result(thrown, problem, problem.isPresent(), bytes);
  }

  private Optional<String> problem(Throwable thrown) {
    String message = thrown.getMessage();
    if (documented.stream().noneMatch(each -> each.isInstance(thrown))) {
      return Optional.of("threw " + thrown + " at " + place(thrown));
    } else if (message == null || message.isBlank()) {
      return Optional.of("no message at " + place(thrown));
    } else if (message.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("a message of more than a line: " + message + " at " + place(thrown));
    } else if (message.length() > MOST_MESSAGE) {
      return Optional.of(
          "a message of %d characters: %.300s at %s"
              .formatted(message.length(), message, place(thrown)));
    } else if (NOT_FOR_USERS.matcher(message).find()) {
      return Optional.of("a message for programmers: " + message + " at " + place(thrown));
    }
    return Optional.empty();
  }

  /** The first lines of the program that the innermost cause names. */
  private static String place(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    StackTraceElement[] trace = cause.getStackTrace();
    List<String> ours =
        Arrays.stream(trace)
            .filter(each -> each.getClassName().startsWith("org.sparsevd."))
            .limit(2)
            .map(StackTraceElement::toString)
            .toList();
    return (trace.length > 0 ? trace[0] + " … " : "") + String.join(" < ", ours);
  }

  private static String shown(byte[] input) {
    return input.length <= SHOWN_BYTES
        ? Base64.getEncoder().encodeToString(input)
        : input.length + " bytes";
  }

  private record Result(
      Optional<Throwable> thrown, Optional<String> problem, boolean disturbed, long bytes) {
    /** Failures of the same cause are told once. */
    String kind(String text) {
      return thrown.map(e -> e.getClass() + place(e)).orElse("")
          + text.substring(0, Math.min(12, text.length()));
    }
  }

  /** Tells which input a parser hangs at: the build would only say that it took too long. */
  private static final class Watchdog implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;

    private final Thread watched;
    private final Thread thread;
    private volatile String which = "";

    Watchdog(Thread watched) {
      this.watched = watched;
      thread = Thread.ofPlatform().daemon().name("fuzz-watchdog").start(this::watch);
    }

    void begin(String input) {
      which = input;
    }

    private void watch() {
      try {
        for (String last = null; ; last = which) {
          Thread.sleep(PATIENCE_MILLIS);
          if (which.equals(last)) {
            System.err.println("hangs at " + which);
            Arrays.stream(watched.getStackTrace()).forEach(System.err::println);
            watched.interrupt();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed
      }
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
