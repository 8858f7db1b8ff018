import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats every Java file under a folder with google-java-format, or with {@code --check} only
 * names those that are not formatted and fails. Run from its source by the build: {@code mvn
 * -Pformat} formats, {@code mvn verify} checks.
 */
final class Format {
  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("--check");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    List<String> sources = sourcesUnder(Path.of(args[args.length - 1]));
    arguments.addAll(sources);
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    int status = new Main(out, out, System.in).format(arguments.toArray(String[]::new));
    if (status != 0 && check) {
      out.println("Format check: the files above are not formatted; mvn -Pformat formats them.");
    } else if (status == 0) {
      out.printf("Format: %d files are in google-java-format.%n", sources.size());
    }
    out.flush();
    System.exit(status);
  }

  private static List<String> sourcesUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".java")).sorted().toList();
    }
  }
}
