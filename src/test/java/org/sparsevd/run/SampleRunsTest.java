package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRunsTest {
  private static final List<Integer> TOY = List.of(100, 20, 4);

  @TempDir private Path folder;

  @Test
  void theProgramsOwnLieInItsAssets() {
    Path place = SampleRuns.ofProgram().folder();
    assertTrue(place.endsWith(Path.of("assets", "runs")), place.toString());
    assertTrue(
        Files.isRegularFile(place.resolveSibling("README.md")),
        "beside the assets that are there: " + place);
  }

  @Test
  void noneOfThemIsSaidToHaveGoneWrong() throws Exception {
    for (Path each : SampleRuns.ofProgram().folders()) {
      RunFolder.open(each)
          .info()
          .state()
          .diagnosis()
          .ifPresent(found -> assertFalse(found.cause().isFault(), each + ": " + found));
    }
  }

  @Test
  void theyComeInTheOrderOfThePresetsThenBySeedAndUnreadableOnesLast() throws Exception {
    RunFixtures.write(folder.resolve("a"), "toy", TOY, 0);
    RunFixtures.write(folder.resolve("b"), "lenet-300-100", TOY, 0, "seed=10");
    RunFixtures.write(folder.resolve("c"), "lenet-300-100", TOY, 0, "seed=9");
    RunFixtures.write(folder.resolve("d"), "no-such-preset", TOY, 0);
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("run.json"), "{");
    Files.createDirectory(folder.resolve("no-run"));
    Files.writeString(folder.resolve("README.md"), "no run");
    assertEquals(
        List.of("c", "b", "a", "d", "broken"),
        new SampleRuns(folder)
            .folders().stream().map(each -> each.getFileName().toString()).toList());
  }

  @Test
  void aFolderThatIsNotThereHoldsNone() {
    assertEquals(List.of(), new SampleRuns(folder.resolve("none")).folders());
    assertEquals(List.of(), RunFolder.runsIn(folder.resolve("none")));
  }

  @Test
  void theyKnowTheirOwnFromOthersThroughLinksToo() throws Exception {
    SampleRuns samples = new SampleRuns(Files.createDirectory(folder.resolve("samples")));
    Path own = RunFixtures.write(samples.folder().resolve("own"), "toy", TOY, 0);
    Path other = RunFixtures.write(folder.resolve("samples-of-mine"), "toy", TOY, 0);
    assertTrue(samples.holds(own));
    assertTrue(samples.holds(folder.resolve("elsewhere/../samples/own")));
    assertTrue(samples.holds(Files.createSymbolicLink(folder.resolve("link"), own)));
    assertFalse(samples.holds(other));
    assertFalse(samples.holds(folder.resolve("not-there")));
  }
}
