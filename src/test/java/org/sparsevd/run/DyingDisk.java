package org.sparsevd.run;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The computer's own file system, on which a process can die at any change it makes: every new
 * file, write, move, folder and deletion is counted, and the one of a given number never happens,
 * nor any after it. A write dies half-way through.
 */
class DyingDisk extends FileSystemProvider {
  /** Thrown at the moment of death. No code catches it, as none runs after {@code kill -9}. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    private Killed(String at) {
      super(at);
    }
  }

  private final FileSystemProvider real = FileSystems.getDefault().provider();
  private final FileSystem system = new Disk();
  private final int last;
  private int changes;

  /**
   * @param last number of the change that never happens, from 1
   */
  DyingDisk(int last) {
    this.last = last;
  }

  /** Changes so far. */
  int changes() {
    return changes;
  }

  /** {@code path} on this disk. */
  Path path(Path path) {
    return path == null
        ? null
        : (Path)
            Proxy.newProxyInstance(
                DyingDisk.class.getClassLoader(),
                new Class<?>[] {Path.class},
                new PathHandler(path));
  }

  private static Path plain(Path path) {
    return Proxy.isProxyClass(path.getClass())
        ? ((PathHandler) Proxy.getInvocationHandler(path)).path
        : path;
  }

  private boolean dies() {
    return ++changes >= last;
  }

  /** Called before a change; what it throws is what happens instead. */
  void change(String what) throws IOException {
    if (dies()) {
      throw new Killed(what);
    }
  }

  /** How many of the bytes to be written still are. */
  int fitting(int length) {
    boolean dead = dies();
    return dead && changes == last ? length / 2 : dead ? 0 : length;
  }

  /** Not all bytes were written. */
  void full(String path) throws IOException {
    throw new Killed("write " + path);
  }

  private final class PathHandler implements InvocationHandler {
    private final Path path;

    private PathHandler(Path path) {
      this.path = path;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("getFileSystem")) {
        return system;
      }
      Object[] plain =
          arguments == null
              ? new Object[0]
              : Arrays.stream(arguments)
                  .map(each -> each instanceof Path other ? plain(other) : each)
                  .toArray();
      try {
        Object result = method.invoke(path, plain);
        return result instanceof Path other ? path(other) : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    change("new " + path);
    return new FilterOutputStream(real.newOutputStream(plain(path), options)) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        int fits = fitting(length);
        out.write(bytes, from, fits);
        if (fits < length) {
          full(path.toString());
        }
      }
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    change("folder " + folder);
    real.createDirectory(plain(folder), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    change("delete " + path);
    real.delete(plain(path));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    change("move " + target);
    real.move(plain(source), plain(target), options);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    change("lock " + path);
    return real.newFileChannel(plain(path), options, attributes);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return real.newByteChannel(plain(path), options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> found = real.newDirectoryStream(plain(folder), path -> true);
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> each = found.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return each.hasNext();
          }

          @Override
          public Path next() {
            return path(each.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        found.close();
      }
    };
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return real.isSameFile(plain(path), plain(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(plain(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real.getFileStore(plain(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real.checkAccess(plain(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(plain(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return real.readAttributes(plain(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return real.readAttributes(plain(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getScheme() {
    return "dying";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return system;
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  /** Everything but where changes go is the default system's. */
  private final class Disk extends FileSystem {
    private final FileSystem ordinary = FileSystems.getDefault();

    @Override
    public FileSystemProvider provider() {
      return DyingDisk.this;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return ordinary.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return ordinary.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return ordinary.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return ordinary.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
      return path(ordinary.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      return ordinary.getPathMatcher(pattern);
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return ordinary.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() {
      throw new UnsupportedOperationException();
    }
  }
}
