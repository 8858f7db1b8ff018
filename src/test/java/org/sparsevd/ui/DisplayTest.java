package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DisplayTest {
  @TempDir private Path folder;

  @Test
  void aLocalScreenIsAskedAtItsSocket() throws IOException {
    assertFalse(Display.listens(":0", folder));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.resolve("X0")));
      assertTrue(Display.listens(":0", folder));
      assertTrue(Display.listens(":0.0", folder));
      assertTrue(Display.listens("unix:0", folder));
      assertFalse(Display.listens(":1", folder));
      assertFalse(Display.listens("host:0", folder), "another computer");
    }
    assertFalse(Display.listens(":0", folder), "the socket of a server that is gone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "0", ":-1", ":999999", "/tmp/:0"})
  void otherNamesAreNotGuessedAt(String display) {
    assertFalse(Display.listens(display, folder));
  }
}
