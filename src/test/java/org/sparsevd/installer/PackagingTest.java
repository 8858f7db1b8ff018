package org.sparsevd.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.Reader;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.spi.ToolProvider;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.run.archive.RunArchive;

class PackagingTest {
  private static final Path FOLDER = Path.of("installer");
  private static final Path LAUNCHERS = Path.of("src", "main", "launcher");
  private static final String MIME = "application/x-sparsevd";

  @Test
  void bothLaunchersStartTheSameProgramWithTheSameFlags() throws Exception {
    assertEquals(
        List.of(
            "@HOME/lib/java.args",
            "--module-path=HOME/lib/javafx",
            "-classpath",
            "HOME/lib/*",
            "org.sparsevd.Main",
            "ALL"),
        startOf("sparsevd"));
    assertEquals(startOf("sparsevd"), startOf("sparsevd.bat"));
  }

  /** What a launcher gives Java, with the names of both worlds made one. */
  private static List<String> startOf(String launcher) throws Exception {
    String text = Files.readString(LAUNCHERS.resolve(launcher)).replace("\\\n", " ");
    String line =
        text.lines()
            .filter(each -> each.contains(" @") || each.contains("\"@"))
            .reduce((first, second) -> second)
            .orElseThrow();
    String words =
        line.substring(line.indexOf("\"@")).replace("\"$@\"", "ALL").replace("%*", "ALL");
    return List.of(
        words
            .replace("$home", "HOME")
            .replace("%home%", "HOME")
            .replace('\\', '/')
            .replace("\"", "")
            .strip()
            .split(" +", -1));
  }

  @Test
  void theBatFileHasTheLineEndsThatWindowsNeeds() throws Exception {
    String bat = Files.readString(LAUNCHERS.resolve("sparsevd.bat"));
    assertFalse(bat.replace("\r\n", "").contains("\n"), "a line ends without a carriage return");
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux", "windows", "macos"})
  void argumentFilesNameFilesThatAreThereAndAgree(String platform) throws Exception {
    Map<String, String> image = arguments("image.args");
    assertEquals("app-image", image.get("--type"));
    assertEquals("org.sparsevd.Main", image.get("--main-class"));
    Map<String, String> own = arguments("image-" + platform + ".args");
    Map<String, String> packaged = arguments("package-" + platform + ".args");
    for (Map<String, String> each : List.of(own, packaged)) {
      for (String option :
          List.of("--icon", "--license-file", "--resource-dir", "--file-associations")) {
        if (each.containsKey(option)) {
          assertTrue(Files.exists(Path.of(each.get(option))), option + " " + each.get(option));
        }
      }
    }
    Properties association = properties(Path.of(packaged.get("--file-associations")));
    assertEquals(RunArchive.SUFFIX, "." + association.getProperty("extension"));
    assertEquals(MIME, association.getProperty("mime-type"));
    assertTrue(Files.exists(Path.of(association.getProperty("icon"))));
    if (own.containsKey("--add-launcher")) {
      String file = own.get("--add-launcher").replaceFirst(".*=", "");
      assertEquals("true", properties(Path.of(file)).getProperty("win-console"));
    }
  }

  @Test
  void theDesktopEntryOpensAFileAndIsFoundByJpackage() throws Exception {
    Map<String, String> packaged = arguments("package-linux.args");
    // jpackage looks for a file of the launcher's name.
    String name = arguments("image-linux.args").get("--name");
    Path entry = Path.of(packaged.get("--resource-dir"), name + ".desktop");
    List<String> lines = Files.readAllLines(entry);
    assertEquals("[Desktop Entry]", lines.getFirst());
    assertTrue(lines.contains("Exec=APPLICATION_LAUNCHER %f"), lines.toString());
    assertTrue(lines.contains("Icon=APPLICATION_ICON"), lines.toString());
    assertTrue(lines.contains("DESKTOP_MIMES"), "the association is not in it");
    Set<String> keys = new HashSet<>();
    lines.stream()
        .filter(line -> line.contains("="))
        .forEach(
            line -> assertTrue(keys.add(line.replaceFirst("=.*", "")), line + " stands twice"));
  }

  @Test
  void iconsAreWhatTheirNamesSay() throws Exception {
    Path icons = FOLDER.resolve("icons");
    for (int size : new int[] {16, 32, 48, 64, 128, 256, 512}) {
      var picture = ImageIO.read(icons.resolve("sparsevd-" + size + ".png").toFile());
      assertEquals(size, picture.getWidth());
      assertEquals(size, picture.getHeight());
      assertEquals(0, picture.getRGB(0, 0) >>> 24, "the corner is not transparent");
    }
    ByteBuffer icns = ByteBuffer.wrap(Files.readAllBytes(icons.resolve("sparsevd.icns")));
    assertEquals(0x69636e73, icns.getInt()); // "icns"
    assertEquals(icns.capacity(), icns.getInt());
    while (icns.hasRemaining()) {
      int start = icns.position();
      icns.getInt();
      int length = icns.getInt();
      assertEquals(0x89504e47, icns.getInt(), "no PNG in it");
      icns.position(start + length);
    }
    ByteBuffer ico =
        ByteBuffer.wrap(Files.readAllBytes(icons.resolve("sparsevd.ico")))
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    assertEquals(0x00010000, ico.getInt());
    int pictures = ico.getShort(4);
    for (int i = 0; i < pictures; i++) {
      int offset = ico.getInt(6 + (16 * i) + 12);
      assertEquals(0x474e5089, ico.getInt(offset), "no PNG in it");
    }
    assertTrue(pictures >= 5);
  }

  @Test
  void theRuntimeHasEveryModuleThatProgramAndLibrariesUse() throws Exception {
    Set<String> modules = Set.of(arguments("image.args").get("--add-modules").split(",", -1));
    List<String> jars = new ArrayList<>(Libraries.jars().stream().map(Path::toString).toList());
    Set<String> folders = new LinkedHashSet<>();
    Libraries.jars().forEach(jar -> folders.add(jar.getParent().toString()));
    StringWriter out = new StringWriter();
    List<String> command =
        new ArrayList<>(
            List.of("--multi-release", "25", "--ignore-missing-deps", "--print-module-deps"));
    command.addAll(List.of("--module-path", String.join(java.io.File.pathSeparator, folders)));
    command.add("target/classes");
    command.addAll(jars);
    int status =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(new PrintWriter(out), new PrintWriter(out), command.toArray(String[]::new));
    assertEquals(0, status, out.toString());
    String found = out.toString().lines().reduce((first, second) -> second).orElseThrow();
    Set<String> missing = new HashSet<>(List.of(found.split(",", -1)));
    assertTrue(missing.contains("java.net.http"), out.toString());
    missing.removeIf(
        module -> !module.matches("(java|jdk|javafx)\\..*")); // a library on the class path
    missing.removeAll(modules);
    assertEquals(Set.of(), missing, "in installer/image.args");
    // The flags of every start name modules too.
    String flags = Files.readString(LAUNCHERS.resolve("java.args"));
    String added =
        flags.lines().filter(line -> line.startsWith("--add-modules=")).findFirst().orElseThrow();
    for (String module : added.substring(added.indexOf('=') + 1).split(",", -1)) {
      assertTrue(modules.contains(module), module);
    }
  }

  /**
   * Options of a file for jpackage, read as it reads them: # begins a comment, quotes hold words.
   */
  private static Map<String, String> arguments(String file) throws Exception {
    StreamTokenizer words =
        new StreamTokenizer(new StringReader(Files.readString(FOLDER.resolve(file))));
    words.resetSyntax();
    words.wordChars('!', 0xff);
    words.whitespaceChars(0, ' ');
    words.commentChar('#');
    words.quoteChar('"');
    Map<String, String> options = new HashMap<>();
    String option = "";
    while (words.nextToken() != StreamTokenizer.TT_EOF) {
      if (words.sval.startsWith("--") && words.ttype != '"') {
        option = words.sval;
        assertFalse(options.containsKey(option), file + ": " + option + " stands twice");
        options.put(option, "");
      } else {
        options.put(option, words.sval);
      }
    }
    return options;
  }

  private static Properties properties(Path file) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
