package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparsevd.data.JsonProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people note about a run: {@code notes.json} in its folder. A file of its own, so that a
 * training that rewrites {@code run.json} and somebody who takes notes never meet.
 *
 * @param text free words, of any length and script
 * @param tags short words to find runs by, each once, in their order
 */
public record RunNotes(String text, List<String> tags) {
  /** No notes. */
  public static final RunNotes NONE = new RunNotes("", List.of());

  static final String NAME = "notes.json";
  private static final String FORMAT = "sparsevd-notes";
  private static final int VERSION = 1;

  public RunNotes {
    Set<String> different = new LinkedHashSet<>();
    tags.stream().map(String::strip).filter(tag -> !tag.isEmpty()).forEach(different::add);
    tags = List.copyOf(different);
  }

  /**
   * The notes of the run in {@code folder}; {@link #NONE} when there is no file.
   *
   * @throws InvalidRunException when the file is not what this program writes
   */
  public static RunNotes read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return NONE;
    }
    String text = WholeFile.text(file);
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      int version = json.path("formatVersion").asInt(0);
      FormatVersion.check(file, version, VERSION);
      if (!json.has("notes") && !json.has("tags")) {
        throw new InvalidRunException(file, "expected notes or tags, found neither");
      }
      List<String> tags = new ArrayList<>();
      for (JsonNode tag : json.path("tags")) {
        tags.add(tag.asString(""));
      }
      return new RunNotes(json.path("notes").asString(""), tags);
    } catch (JacksonException e) {
      throw new InvalidRunException(file, "not the notes of a run: " + JsonProblem.inWords(e), e);
    }
  }

  /**
   * Writes the notes of somebody who began with {@code before}. What somebody else has written
   * meanwhile is kept with them: words below words, and the tags of both.
   *
   * @return what is written
   * @throws IOException when it cannot be, or the file there is cannot be read; it stays then
   */
  public RunNotes writeOver(RunNotes before, Path folder) throws IOException {
    return RunEdits.make(
        folder,
        () -> {
          RunNotes kept = joined(before, read(folder));
          kept.write(folder);
          return kept;
        });
  }

  private RunNotes joined(RunNotes before, RunNotes others) {
    if (others.equals(before)) {
      return this;
    }
    boolean own = text.equals(before.text) || others.text.contains(text);
    boolean theirs = others.text.equals(before.text) || text.contains(others.text);
    String words = own ? others.text : theirs ? text : others.text + "\n\n" + text;
    List<String> all = new ArrayList<>(others.tags);
    all.addAll(tags);
    all.removeIf(
        tag -> before.tags.contains(tag) && !(tags.contains(tag) && others.tags.contains(tag)));
    return new RunNotes(words, all);
  }

  /**
   * Writes the notes, or takes the file away when there are none.
   *
   * @throws IOException when it cannot be written; what was there stays then
   */
  public void write(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (equals(NONE)) {
      Files.deleteIfExists(file);
      return;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("formatVersion", VERSION);
    json.put("notes", text);
    json.put("tags", tags);
    AtomicFiles.write(
        file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }
}
