package org.sparsevd.ui.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LessonFileTest {
  @TempDir private Path folder;

  @Test
  void readsTitleStepsTextAndWhatTheyShowAndPrepare() {
    Lesson lesson =
        LessonFile.parse(
            """
            # How to cut
            All of it.

            ## First
            <!-- show: view=train node=log-alpha -->
            Words in **strong** and *other*
            and `code`.

            - an item

            [Open it](studio:sample=lenet-5-s1&epoch=12&cut=-2.5)

            ## Last
            <!-- a remark -->
            Bye.
            """);
    assertEquals("How to cut", lesson.title());
    assertEquals("All of it.", lesson.summary());
    assertEquals(2, lesson.steps().size());
    Lesson.Step first = lesson.steps().getFirst();
    assertEquals("First", first.title());
    assertEquals(Optional.of("train"), first.view());
    assertEquals(Optional.of("log-alpha"), first.node());
    assertEquals("Open it", first.setUp().orElseThrow().label());
    assertEquals(
        List.copyOf(Map.of("sample", "lenet-5-s1").keySet()),
        List.of(first.setUp().orElseThrow().actions().firstEntry().getKey()));
    assertEquals(
        List.of("lenet-5-s1", "12", "-2.5"),
        List.copyOf(first.setUp().orElseThrow().actions().values()));
    assertEquals(2, first.text().size());
    assertEquals(
        List.of(
            new Lesson.Span("Words in ", false, false, false),
            new Lesson.Span("strong", true, false, false),
            new Lesson.Span(" and ", false, false, false),
            new Lesson.Span("other", false, true, false),
            new Lesson.Span(" ", false, false, false),
            new Lesson.Span("and ", false, false, false),
            new Lesson.Span("code", false, false, true),
            new Lesson.Span(".", false, false, false)),
        first.text().getFirst().spans());
    assertTrue(first.text().getLast().item());
    Lesson.Step last = lesson.steps().getLast();
    assertEquals(Optional.empty(), last.view());
    assertEquals(Optional.empty(), last.setUp());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text | expected a title first",
        "# A | expected a sentence after the title",
        "# A/b | expected a step",
        "# A/b//c | expected a step, \"## …\", found c",
        "# A/b//## C/[d](studio:fly=1) | step \"C\": one of",
        "# A/b//## C/[d](studio:epoch=soon) | a number is expected, found epoch=soon",
        "# A/b//## C/[d](studio:cut=ten) | a number is expected, found cut=ten",
        "# A/b//## C/[d](studio:randomLabels=2) | randomLabels: 2 is not allowed, expected a number"
            + " from 0 to 1",
        "# A/b//## C/[d](studio:randomlabels=0.3) | the key of a setting is expected, found"
            + " randomlabels",
        "# A/b//## C/1. d | found OrderedList",
        "# A/b//## C/<!-- show: vew=train --> | found vew=train"
      })
  void saysWhatIsWrong(String lines, String words) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> LessonFile.parse(lines.replace('/', '\n')));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void aLinkGivesSettingsByTheirKeysInTheOrderItHasThem() {
    Lesson lesson =
        LessonFile.parse(
            "# A\nb\n\n## C\n[d](studio:preset=demo&randomLabels=0.3&hiddenLayers=20@5x5-pool2)");
    assertEquals(
        List.of(
            Map.entry("preset", "demo"),
            Map.entry("randomLabels", "0.3"),
            Map.entry("hiddenLayers", "20@5x5-pool2")),
        List.copyOf(lesson.steps().getFirst().setUp().orElseThrow().actions().sequencedEntrySet()));
  }

  @Test
  void aFolderNamesTheFileThatIsNoLessonAndIsEmptyWhenItIsNotThere() throws IOException {
    assertEquals(List.of(), new LessonFolder(folder.resolve("none")).lessons());
    Files.writeString(folder.resolve("2.md"), "# Two\nb\n\n## C\nd");
    Files.writeString(folder.resolve("1.md"), "# One\nb\n\n## C\nd");
    Files.writeString(folder.resolve("notes.txt"), "no lesson");
    assertEquals(
        List.of("One", "Two"),
        new LessonFolder(folder).lessons().stream().map(Lesson::title).toList());
    Files.writeString(folder.resolve("3.md"), "no title");
    IOException e = assertThrows(IOException.class, () -> new LessonFolder(folder).lessons());
    assertTrue(e.getMessage().contains("3.md: not a lesson: expected a title"), e.getMessage());
  }
}
