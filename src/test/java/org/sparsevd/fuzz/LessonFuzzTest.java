package org.sparsevd.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.ui.learn.LessonFolder;

/** Lessons in Markdown. */
class LessonFuzzTest {
  private static final String LESSON =
      """
      # Weights with noise
      What a *noisy* weight is.

      ## First
      <!-- show: view=train node=log-alpha -->
      Some **strong** words, some `code`,
      and a second line.

      - one
      - two

      [Show it](studio:sample=lenet-300-100-s1&epoch=10)

      ## Second
      [Cut](studio:cut=2.5&layer=fc1)

      ## Third
      [Mix](studio:preset=demo&randomLabels=0.3&hiddenLayers=300-100)
      """;

  @TempDir private Path folder;

  @Test
  void lessons() throws Exception {
    LessonFolder lessons = new LessonFolder(folder);
    Fuzzer.ofFile("lesson", folder.resolve("1.md"), file -> lessons.lessons(), IOException.class)
        .allocating(2048, 1 << 20)
        .run(Source.text(LESSON));
  }
}
