package org.sparsevd.data.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server, or what stands between, that ends every connection as soon as it is asked. */
final class BrokenServer implements AutoCloseable {
  private final ServerSocket socket;
  private final boolean resets;
  private final String says;

  /**
   * @param resets whether it breaks connections rather than closes them
   * @param says its last words
   */
  BrokenServer(boolean resets, String says) throws IOException {
    this.resets = resets;
    this.says = says;
    socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket each = socket.accept()) {
        each.setSoLinger(resets, 0);
        int _ = each.getInputStream().read();
        each.getOutputStream().write(says.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // Closed by the test, or by whom it served.
      }
    }
  }

  URI address(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + "/file.bin");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
