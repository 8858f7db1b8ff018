package org.sparsevd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sparsevd.kernel.Compute;
import org.sparsevd.kernel.FmaLoop;

/** Finds out what machine this is. */
final class MachineReader {
  /** Where Linux tells of its processors. */
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private MachineReader() {}

  static Finding.Machine read(Compute compute) {
    return new Finding.Machine(
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        compute.kernels().description(),
        FmaLoop.of(compute.kernels()).lanes() * Float.SIZE,
        compute.threads(),
        Runtime.version() + ", " + System.getProperty("java.vendor"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  private static String cpu() {
    try {
      return cpu(Files.readString(CPU_INFO));
    } catch (IOException e) { // not Linux
      return System.getProperty("os.arch");
    }
  }

  /** The first processor's name, with family and model where the name alone says little. */
  static String cpu(String info) {
    Map<String, String> first = new LinkedHashMap<>();
    for (String line : info.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        first.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    String name = first.getOrDefault("model name", System.getProperty("os.arch"));
    return first.containsKey("cpu family") && first.containsKey("model")
        ? name + ", family " + first.get("cpu family") + " model " + first.get("model")
        : name;
  }
}
