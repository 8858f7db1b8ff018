package org.sparsevd.ui;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sparsevd.text.Text;

/**
 * Whether a window can be opened here, asked before JavaFX is: it can't be asked twice. Most
 * desktops tell by what lies in the file system; only where they don't are the system's libraries
 * loaded and asked, which takes as long as a tenth of the whole start.
 */
@SuppressWarnings(
    "restricted") // asks the system libraries themselves; the program may call natively
final class Display {
  private static final String X11 = "libX11.so.6";
  private static final String GTK = "libgtk-3.so.0";

  /** Where distributions keep libraries; each may have a folder for the processor in it. */
  private static final List<String> LIBRARIES = List.of("/usr/lib", "/usr/lib64", "/lib", "/lib64");

  /** Where X servers listen. */
  private static final Path SOCKETS = Path.of("/tmp/.X11-unix");

  /** The X server of this computer with a number: {@code :0}, {@code unix:0}, {@code :0.0}. */
  private static final Pattern LOCAL = Pattern.compile("(?:unix)?:(\\d{1,5})(?:\\.\\d+)?");

  private Display() {}

  /** Why no window can be opened, in words; empty when one can. */
  static Optional<String> whyNone() {
    boolean desktop = !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    boolean headless = "Headless".equalsIgnoreCase(System.getProperty("glass.platform"));
    if (headless) {
      return Optional.of(Text.of("ui.display.headless"));
    } else if (desktop) {
      return Optional.empty();
    } else if (isUnset("DISPLAY") && isUnset("WAYLAND_DISPLAY")) {
      return Optional.of(Text.of("ui.display.none"));
    } else if (!isInstalled(GTK) && !isLoadable(GTK)) {
      return Optional.of(Text.of("ui.display.noGtk"));
    } else if (isUnset("DISPLAY") || !isReachable(System.getenv("DISPLAY"))) {
      // JavaFX draws through X11, under Wayland too.
      return Optional.of(Text.of("ui.display.unreachable"));
    }
    return Optional.empty();
  }

  private static boolean isUnset(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank();
  }

  private static boolean isReachable(String display) {
    return listens(display, SOCKETS) || opensX11();
  }

  private static boolean isInstalled(String library) {
    String processor = System.getProperty("os.arch", "").equals("aarch64") ? "aarch64" : "x86_64";
    return LIBRARIES.stream()
        .map(Path::of)
        .flatMap(folder -> Stream.of(folder, folder.resolve(processor + "-linux-gnu")))
        .anyMatch(folder -> Files.exists(folder.resolve(library)));
  }

  /** Whether a server of this computer answers at its socket for {@code display} in a folder. */
  static boolean listens(String display, Path sockets) {
    Matcher local = LOCAL.matcher(display);
    if (!local.matches()) {
      return false;
    }
    Path socket = sockets.resolve("X" + local.group(1));
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isLoadable(String library) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Opens and closes a connection to the X server that DISPLAY names. */
  private static boolean opensX11() {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup library = SymbolLookup.libraryLookup(X11, arena);
      Linker linker = Linker.nativeLinker();
      MethodHandle open =
          linker.downcallHandle(
              library.findOrThrow("XOpenDisplay"),
              FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
      MethodHandle close =
          linker.downcallHandle(
              library.findOrThrow("XCloseDisplay"),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      MemorySegment display = (MemorySegment) open.invokeExact(MemorySegment.NULL);
      if (display.equals(MemorySegment.NULL)) {
        return false;
      }
      int status = (int) close.invokeExact(display);
      return status == 0;
    } catch (Throwable e) { // what a method handle declares; none is expected but a missing library
      return false;
    }
  }
}
