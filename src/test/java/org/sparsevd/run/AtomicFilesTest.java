package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir private Path folder;

  @Test
  void replacesAFileAndLeavesNothingBeside() throws Exception {
    Path file = folder.resolve("file");
    AtomicFiles.write(file, "old");
    AtomicFiles.write(file, "new, grüße");
    assertEquals("new, grüße", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void theOldFileStaysWholeWhenTheWriterThrows() throws Exception {
    Path file = folder.resolve("file");
    AtomicFiles.write(file, "old");
    IOException full =
        assertThrows(
            IOException.class,
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("disk full");
                    }));
    assertEquals("disk full", full.getMessage());
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFiles.write(
                file,
                out -> {
                  out.write(1);
                  throw new IllegalStateException();
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void aFileThatFailedTheFirstTimeIsNotThere() throws Exception {
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.write(
                folder.resolve("file"),
                out -> {
                  throw new IOException();
                }));
    assertEquals(List.of(), files());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
