package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelProviderTest {

  private static final String ADD_MODULE = "--add-modules=jdk.incubator.vector";

  @TempDir private Path folder;

  private record Child(String description, String checksum, String errors) {}

  private Child run(String... options) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Checksum.class.getName()));
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    String errors = Files.readString(err, StandardCharsets.UTF_8);
    assertEquals(0, exit, errors);
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
    // The virtual machine prints warnings about its own options here too.
    return new Child(lines.get(lines.size() - 2), lines.getLast(), errors);
  }

  @Test
  void twinsHaveTheSameChecksum() {
    assertEquals(Checksum.of(Kernels.scalar()), Checksum.of(Kernels.best()));
  }

  @Test
  void bestIsTheVectorApiHereAndAlwaysTheSame() {
    assertTrue(Kernels.best().description().startsWith("Vector API"));
    assertSame(Kernels.best(), Kernels.best());
    assertEquals("scalar", Kernels.scalar().description());
  }

  @Test
  void withoutTheModuleTheScalarTwinServesAndTheWarningNamesTheFix() throws Exception {
    Child child = run();
    assertEquals("scalar", child.description);
    assertEquals(Long.toHexString(Checksum.of(Kernels.best())), child.checksum);
    assertTrue(child.errors.contains("--add-modules jdk.incubator.vector"), child.errors);
  }

  @Test
  void narrowerVectorsGiveTheSameBits() throws Exception {
    for (int bytes : new int[] {16, 32}) {
      Child child = run(ADD_MODULE, "-XX:MaxVectorSize=" + bytes);
      assertTrue(child.description.startsWith("Vector API, "), child.description);
      assertEquals(Long.toHexString(Checksum.of(Kernels.best())), child.checksum);
    }
  }

  @Test
  void interpretedCodeGivesTheSameBits() throws Exception {
    Child child = run(ADD_MODULE, "-XX:TieredStopAtLevel=1");
    assertEquals(Long.toHexString(Checksum.of(Kernels.best())), child.checksum);
  }
}
