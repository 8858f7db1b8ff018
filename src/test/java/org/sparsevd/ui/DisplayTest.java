package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DisplayTest {
  @Test
  void aLocalScreenIsAskedAtItsSocket() {
    int free =
        IntStream.range(100, 10_000).filter(n -> !Files.exists(socket(n))).findFirst().orElse(0);
    assertFalse(Display.listens(":" + free));
    for (int number = 0; number < 100; number++) {
      if (Files.exists(socket(number))) { // of a server that may have been killed
        boolean answers = Display.listens(":" + number);
        assertEquals(answers, Display.listens(":" + number + ".0"));
        assertEquals(answers, Display.listens("unix:" + number));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "host:0", "0", ":-1", ":999999", "/tmp/:0"})
  void otherNamesAreNotGuessedAt(String display) {
    assertFalse(Display.listens(display));
  }

  private static Path socket(int number) {
    return Path.of("/tmp/.X11-unix/X" + number);
  }
}
