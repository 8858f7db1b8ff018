package org.sparsevd.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.Sha256;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.RecordedRun;
import org.sparsevd.run.archive.ArchiveReader;
import org.sparsevd.run.archive.RunArchive;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Exported runs: a zip with a list of digests. */
class ArchiveFuzzTest {
  private static final String MANIFEST = "manifest.json";

  @TempDir private static Path parent;
  private static byte[] whole;

  @TempDir private Path folder;

  @BeforeAll
  static void record() throws Exception {
    Path run = parent.resolve("run");
    RecordedRun.train(run, RecordedRun.toy("epochs=1", "hiddenLayers=2"), 1);
    Path file = parent.resolve("run.sparsevd");
    RunArchive.write(run, file, RunArchive.Contents.ALL);
    whole = Files.readAllBytes(file);
  }

  @Test
  void archives() throws Exception {
    SequencedMap<String, byte[]> files = Zips.unzip(whole);
    Path runs = folder.resolve("runs");
    Fuzzer.ofFile(
            "archive",
            folder.resolve("some.sparsevd"),
            file -> {
              try {
                ArchiveReader.read(file, runs);
              } finally {
                clear(runs);
              }
            },
            InvalidRunException.class)
        .allocating(256, 1 << 23)
        .run(
            Source.mix(
                Source.bytes(whole),
                Zips.of(files, name -> damaged(name, files.get(name)), ArchiveFuzzTest::sealed),
                Zips.of(
                    files,
                    name ->
                        name.equals(MANIFEST)
                            ? damaged(name, files.get(name))
                            : random -> files.get(name),
                    entries -> entries)));
  }

  /** At most one run is left of an import, and nothing that was being unpacked. */
  private static void clear(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return;
    }
    try (Stream<Path> found = Files.walk(runs)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      assertEquals(
          0,
          deepestFirst.stream()
              .filter(each -> each.getFileName().toString().startsWith(".import-"))
              .count());
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    }
  }

  private static Source damaged(String name, byte[] bytes) {
    if (name.endsWith(".npz")) {
      return Zips.npz(bytes);
    } else if (name.endsWith(".safetensors")) {
      return SafetensorsSource.of(bytes);
    }
    return Source.text(new String(bytes, UTF_8));
  }

  /** Gives a manifest that can be read the sizes and digests of the files there are. */
  private static SequencedMap<String, byte[]> sealed(SequencedMap<String, byte[]> entries) {
    SequencedMap<String, byte[]> sealed = new LinkedHashMap<>(entries);
    ObjectNode manifest = JsonMapper.shared().createObjectNode();
    manifest.put("format", "sparsevd-archive").put("formatVersion", 1).put("run", "a run");
    ArrayNode files = manifest.putArray("files");
    sealed.remove(MANIFEST);
    for (Map.Entry<String, byte[]> entry : sealed.entrySet()) {
      var digest = Sha256.digest();
      digest.update(entry.getValue());
      files
          .addObject()
          .put("name", entry.getKey())
          .put("bytes", entry.getValue().length)
          .put("sha256", Sha256.hex(digest));
    }
    sealed.put(MANIFEST, JsonMapper.shared().writeValueAsBytes(manifest));
    return sealed;
  }
}
