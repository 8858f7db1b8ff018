package org.sparsevd.run.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparsevd.data.JsonProblem;
import org.sparsevd.run.RunFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code manifest.json} of an archive says: which files it holds, how long they are, and their
 * digests.
 *
 * @param run name of the run
 * @param files in the order they were packed
 */
record Manifest(String run, List<Entry> files) {
  static final String NAME = "manifest.json";
  private static final String FORMAT = "sparsevd-archive";
  private static final int VERSION = 1;
  private static final int MAX_NAME = 200;

  Manifest {
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param name in the run's folder
   * @param bytes its size
   * @param sha256 digest, lower-case hexadecimal
   */
  record Entry(String name, long bytes, String sha256) {}

  long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }

  String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("formatVersion", VERSION);
    json.put("run", run);
    json.put(
        "files",
        files.stream()
            .map(file -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("name", file.name);
              entry.put("bytes", file.bytes);
              entry.put("sha256", file.sha256);
              return entry;
            })
            .toList());
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  /**
   * Reads and checks a manifest.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Manifest parse(String text) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(NAME + " is not JSON: " + JsonProblem.inWords(e), e);
    }
    String format = json.path("format").asString("");
    int version = json.path("formatVersion").asInt(0);
    if (!format.equals(FORMAT) || version < 1) {
      throw new IllegalArgumentException(NAME + " is not that of a run");
    }
    if (version > VERSION) {
      throw new IllegalArgumentException(
          "its formatVersion %d is newer than this program, which reads up to %d"
              .formatted(version, VERSION));
    }
    List<Entry> files = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode file : json.path("files")) {
      Entry entry =
          new Entry(
              file.path("name").asString(""),
              file.path("bytes").asLong(-1),
              file.path("sha256").asString(""));
      if (!RunFiles.isKnown(entry.name)) {
        throw new IllegalArgumentException("a run has no file \"" + shortened(entry.name) + "\"");
      }
      if (!names.add(entry.name)) {
        throw new IllegalArgumentException(entry.name + " is listed twice");
      }
      if (entry.bytes < 0 || !entry.sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(entry.name + ": expected its size and SHA-256");
      }
      files.add(entry);
    }
    for (String required : RunFiles.required()) {
      if (!names.contains(required)) {
        throw new IllegalArgumentException("it has no " + required + ", which every run has");
      }
    }
    return new Manifest(json.path("run").asString(""), files);
  }

  static String shortened(String name) {
    String oneLine = name.replaceAll("\\p{Cntrl}", "?");
    return oneLine.length() <= MAX_NAME ? oneLine : oneLine.substring(0, MAX_NAME) + "\u2026";
  }
}
