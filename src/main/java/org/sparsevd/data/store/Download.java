package org.sparsevd.data.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.sparsevd.data.DatasetException;

/**
 * One file of the web with a known checksum. What has arrived of it stays beside it as {@code
 * NAME.part}, so that a fetch that broke off goes on where it was; the file itself is only ever
 * there whole and checked.
 *
 * @param address http or https
 * @param name of the file here
 * @param bytes its length
 * @param md5 its MD5 as its publisher gives it, in hexadecimal
 * @param patience how long nothing may arrive before the connection counts as broken
 */
record Download(URI address, String name, long bytes, String md5, Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  Download(URI address, String name, long bytes, String md5) {
    this(address, name, bytes, md5, PATIENCE);
  }

  /**
   * The file in {@code folder}, fetched unless it is there.
   *
   * @throws DatasetException in one sentence, when it can't be had now
   * @throws java.nio.file.FileSystemException when it can't be written
   * @throws InterruptedIOException when the thread was interrupted
   */
  Path into(Path folder, Progress progress) throws IOException {
    Path file = folder.resolve(name);
    if (Files.isRegularFile(file) && Files.size(file) == bytes && md5(file).equals(md5)) {
      return file;
    }
    Files.createDirectories(folder);
    Path part = folder.resolve(name + ".part");
    if (!Files.exists(part) || Files.size(part) != bytes) {
      fetch(part, progress);
    }
    check(part);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    return file;
  }

  private void fetch(Path part, Progress progress) throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    if (have > bytes) {
      Files.delete(part); // of another file
      have = 0;
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER);
      if (have > 0) {
        request.header("Range", "bytes=" + have + "-");
      }
      HttpResponse<InputStream> response = send(client, request.build());
      try (InputStream in = response.body()) {
        boolean goesOn = response.statusCode() == PARTIAL && have > 0;
        if (!goesOn && response.statusCode() != OK) {
          throw new DatasetException(
              "%s: expected a file, the server answered %d; nothing was changed."
                  .formatted(address, response.statusCode()));
        }
        append(in, part, goesOn ? have : 0, progress);
      } finally {
        client.shutdownNow(); // else closing waits for a body that nobody reads
      }
    }
  }

  /** Whatever is wrong with a connection is this place's trouble: another may have the file. */
  private HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException {
    String host = address.getHost();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(e);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new DatasetException(
          "%s cannot be reached: there seems to be no connection to the internet, or a firewall."
              .formatted(host),
          e);
    } catch (HttpTimeoutException e) {
      throw new DatasetException("%s does not answer; try again later.".formatted(host), e);
    } catch (SSLException e) {
      throw new DatasetException(
          "%s: no connection that can be trusted, perhaps for a proxy in between (%s)."
              .formatted(host, e.getMessage()),
          e);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw stopped(e);
      }
      throw new DatasetException(
          "%s: the connection broke off before an answer, perhaps for a proxy in between (%s)."
              .formatted(host, e.getMessage()),
          e);
    }
  }

  private void append(InputStream in, Path part, long have, Progress progress) throws IOException {
    StandardOpenOption end =
        have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    long done = have;
    try (OutputStream out =
        DiskOutput.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, end)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      progress.at(name, done, bytes);
      Stall stall = Stall.watch(in, patience);
      while (done <= bytes) {
        int read = read(in, chunk);
        if (read < 0) {
          break;
        }
        out.write(chunk, 0, read);
        stall.arrived();
        done += read;
        progress.at(name, done, bytes);
        if (Thread.currentThread().isInterrupted()) {
          throw stopped(null);
        }
      }
    }
    if (done < bytes) {
      throw brokeOff(done, null);
    }
  }

  /** Closes a stream that nothing arrives on, which ends whoever waits for it. */
  private static final class Stall {
    private final AtomicLong last = new AtomicLong(System.nanoTime());

    static Stall watch(InputStream in, Duration patience) {
      Stall stall = new Stall();
      Thread reader = Thread.currentThread();
      Thread.ofVirtual().start(() -> stall.watchUntilClosed(in, patience, reader));
      return stall;
    }

    private void watchUntilClosed(InputStream in, Duration patience, Thread reader) {
      try {
        while (reader.isAlive() && System.nanoTime() - last.get() < patience.toNanos()) {
          Thread.sleep(patience.dividedBy(4));
        }
        in.close(); // does nothing when it has been closed
      } catch (IOException | InterruptedException e) {
        // There is nobody left to wait.
      }
    }

    void arrived() {
      last.set(System.nanoTime());
    }
  }

  private int read(InputStream in, byte[] chunk) throws IOException {
    try {
      return in.read(chunk);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException) {
        throw stopped(e);
      }
      throw brokeOff(-1, e);
    }
  }

  private DatasetException brokeOff(long done, IOException cause) {
    return new DatasetException(
        "%s: the connection broke off%s; fetch again to go on from there."
            .formatted(name, done < 0 ? "" : " after %d of %d bytes".formatted(done, bytes)),
        cause);
  }

  private InterruptedIOException stopped(Exception cause) {
    InterruptedIOException stopped =
        new InterruptedIOException(name + ": stopped; fetch again to go on from there.");
    stopped.initCause(cause);
    return stopped;
  }

  private void check(Path part) throws IOException {
    String found = md5(part);
    if (!found.equals(md5)) {
      long length = Files.size(part);
      Files.delete(part);
      throw new DatasetException(
          "%s: expected %d bytes with MD5 %s, got %d with %s; they were thrown away."
              .formatted(address, bytes, md5, length, found));
    }
  }

  /** MD5 of a file, in hexadecimal. */
  static String md5(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has MD5", e);
    }
  }
}
