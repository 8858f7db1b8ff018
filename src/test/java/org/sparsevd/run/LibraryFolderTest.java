package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.data.UserFolder;

class LibraryFolderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux, '', /home/ann/.local/share/sparsevd-studio",
    "Linux, /data, /data/sparsevd-studio",
    "Mac OS X, '', /home/ann/Library/Application Support/SparseVD Studio",
    "Windows 11, '', /home/ann/AppData/Local/SparseVD Studio",
    "Windows 11, /local, /local/SparseVD Studio"
  })
  void userDataLiesWhereThePlatformKeepsIt(String os, String variable, String expected) {
    Map<String, String> environment = Map.of("XDG_DATA_HOME", variable, "LOCALAPPDATA", variable);
    assertEquals(Path.of(expected), UserFolder.of(os, "/home/ann", environment::get));
  }

  @Test
  void aChosenFolderHoldsUntilAnotherIsChosen() throws Exception {
    LibraryFolder library = new LibraryFolder(folder.resolve("home"));
    assertEquals(folder.resolve("home/runs"), library.current());
    library.choose(folder.resolve("talks"));
    assertEquals(folder.resolve("talks"), new LibraryFolder(folder.resolve("home")).current());
    library.choose(folder.resolve("lectures"));
    assertEquals(folder.resolve("lectures"), library.current());
    assertEquals(folder.resolve("home/runs"), library.standard());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"runsFolder\": 7}", "{\"runsFolder\": \"\"}"})
  void aDamagedChoiceIsNone(String content) throws Exception {
    Files.writeString(folder.resolve("settings.json"), content);
    assertEquals(folder.resolve("runs"), new LibraryFolder(folder).current());
  }

  @Test
  void whatCannotBeKeptIsSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThrows(IOException.class, () -> new LibraryFolder(file).choose(folder));
  }
}
