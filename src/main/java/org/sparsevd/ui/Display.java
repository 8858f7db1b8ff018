package org.sparsevd.ui;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import org.sparsevd.text.Text;

/** Whether a window can be opened here, asked before JavaFX is: it can't be asked twice. */
@SuppressWarnings(
    "restricted") // asks the system libraries themselves; the program may call natively
final class Display {
  private static final String X11 = "libX11.so.6";
  private static final String GTK = "libgtk-3.so.0";

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
    } else if (!isLoadable(GTK)) {
      return Optional.of(Text.of("ui.display.noGtk"));
    } else if (isUnset("DISPLAY") || !opensX11()) {
      // JavaFX draws through X11, under Wayland too.
      return Optional.of(Text.of("ui.display.unreachable"));
    }
    return Optional.empty();
  }

  private static boolean isUnset(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank();
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
