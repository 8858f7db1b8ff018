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

  @Test
  void aNewFileTakesNobodysPlace() throws Exception {
    Path file = folder.resolve("file");
    AtomicFiles.writeNew(file, out -> out.write('a'));
    assertEquals("a", Files.readString(file));
    assertThrows(
        InvalidRunException.class, () -> AtomicFiles.writeNew(file, out -> out.write('b')));
    assertEquals("a", Files.readString(file));
    Path late = folder.resolve("late");
    InvalidRunException e =
        assertThrows(
            InvalidRunException.class,
            () ->
                AtomicFiles.writeNew(
                    late,
                    out -> {
                      Files.writeString(late, "somebody was faster");
                      out.write('c');
                    }));
    assertEquals(late + ": is there already; a new file is expected", e.getMessage());
    assertEquals("somebody was faster", Files.readString(late));
    assertThrows(
        InvalidRunException.class,
        () ->
            AtomicFiles.writeNew(
                folder.resolve("full"),
                out -> {
                  out.write(new byte[1 << 20]);
                  throw new IOException("disk full");
                }));
    assertEquals(List.of(file, late), files().stream().sorted().toList());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
