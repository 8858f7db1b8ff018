package org.sparsevd.ui.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Setting;

/**
 * Reads a lesson from Markdown that also reads well elsewhere:
 *
 * <pre>
 *   # Title of the lesson
 *   Its summary.
 *
 *   ## Title of a step
 *   &lt;!-- show: view=train node=log-alpha --&gt;
 *   Paragraphs and lists, with **strong**, *emphasised* and `code` words.
 *
 *   [What the button says](studio:sample=lenet-300-100-s1&amp;epoch=10)
 * </pre>
 *
 * A step ends where the next begins. Both the comment and the link may be missing. A link may also
 * give a setting by its key, as in <code>studio:preset=demo&amp;randomLabels=0.3</code>.
 */
final class LessonFile {
  private static final String SCHEME = "studio:";

  /** What a step's link can do beside giving settings, see {@link LessonStage}. */
  static final Set<String> ACTIONS = Set.of("preset", "sample", "epoch", "cut", "layer");

  private LessonFile() {}

  /**
   * The lesson in {@code markdown}.
   *
   * @throws IllegalArgumentException saying what was expected where
   */
  static Lesson parse(String markdown) {
    Node node = Parser.builder().build().parse(markdown).getFirstChild();
    if (!(node instanceof Heading title) || title.getLevel() != 1) {
      throw new IllegalArgumentException("expected a title first, \"# …\"");
    }
    Node summary = node.getNext();
    if (!(summary instanceof Paragraph)) {
      throw new IllegalArgumentException("expected a sentence after the title");
    }
    List<Lesson.Step> steps = new ArrayList<>();
    Node next = summary.getNext();
    while (next != null) {
      if (!(next instanceof Heading heading) || heading.getLevel() != 2) {
        throw new IllegalArgumentException("expected a step, \"## …\", found " + plain(next));
      }
      StepReader reader = new StepReader(plain(heading));
      next = next.getNext();
      while (next != null && !(next instanceof Heading)) {
        reader.read(next);
        next = next.getNext();
      }
      steps.add(reader.step());
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("expected a step, \"## …\"");
    }
    return new Lesson(plain(title), plain(summary), steps);
  }

  /** Takes in the blocks under a step's heading. */
  private static final class StepReader {
    private final String title;
    private final List<Lesson.Block> text = new ArrayList<>();
    private Optional<String> view = Optional.empty();
    private Optional<String> node = Optional.empty();
    private Optional<Lesson.SetUp> setUp = Optional.empty();

    StepReader(String title) {
      this.title = title;
    }

    void read(Node block) {
      switch (block) {
        case HtmlBlock comment -> show(comment.getLiteral());
        case Paragraph paragraph
            when paragraph.getFirstChild() instanceof Link link
                && link.getNext() == null
                && link.getDestination().startsWith(SCHEME) ->
            setUp = Optional.of(setUp(link));
        case Paragraph paragraph -> text.add(new Lesson.Block(false, spans(paragraph)));
        case BulletList list -> {
          for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Node first = ((ListItem) item).getFirstChild();
            if (first == null) {
              throw new IllegalArgumentException(
                  "step \"%s\": words are expected after each bullet".formatted(title));
            }
            text.add(new Lesson.Block(true, spans(first)));
          }
        }
        default ->
            throw new IllegalArgumentException(
                "step \"%s\": paragraphs and bullet lists are expected, found %s"
                    .formatted(title, block.getClass().getSimpleName()));
      }
    }

    /** {@code <!-- show: view=train node=log-alpha -->}. */
    private void show(String comment) {
      String inner = comment.strip().replaceFirst("^<!--", "").replaceFirst("-->$", "").strip();
      if (!inner.startsWith("show:")) {
        return; // a comment for who reads the file
      }
      for (String part : inner.substring("show:".length()).strip().split("\\s+", -1)) {
        String[] pair = part.split("=", 2);
        switch (pair.length == 2 ? pair[0] : "") {
          case "view" -> view = Optional.of(pair[1]);
          case "node" -> node = Optional.of(pair[1]);
          default ->
              throw new IllegalArgumentException(
                  "step \"%s\": view=… or node=… is expected, found %s".formatted(title, part));
        }
      }
    }

    private Lesson.SetUp setUp(Link link) {
      SequencedMap<String, String> actions = new LinkedHashMap<>();
      for (String part : link.getDestination().substring(SCHEME.length()).split("&", -1)) {
        String[] pair = part.split("=", 2);
        if (pair.length == 2 && ACTIONS.contains(pair[0])) {
          requireNumber(pair[0], pair[1]);
        } else if (pair.length == 2 && isSetting(pair[0])) {
          requireAllowed(pair[0], pair[1]);
        } else {
          throw new IllegalArgumentException(
              "step \"%s\": one of %s=… or the key of a setting is expected, found %s"
                  .formatted(title, ACTIONS.stream().sorted().toList(), part));
        }
        actions.put(pair[0], pair[1]);
      }
      return new Lesson.SetUp(plain(link), actions);
    }

    private static boolean isSetting(String key) {
      return Setting.all().stream().anyMatch(setting -> setting.key().equals(key));
    }

    private void requireAllowed(String key, String value) {
      try {
        Setting.named(key).parse(value);
      } catch (InvalidConfigException e) {
        throw new IllegalArgumentException("step \"%s\": %s".formatted(title, e.getMessage()), e);
      }
    }

    private void requireNumber(String action, String value) {
      String pattern = action.equals("epoch") ? "[0-9]{1,6}" : "-?[0-9](\\.[0-9]+)?";
      if ((action.equals("epoch") || action.equals("cut")) && !value.matches(pattern)) {
        throw new IllegalArgumentException(
            "step \"%s\": a number is expected, found %s=%s".formatted(title, action, value));
      }
    }

    Lesson.Step step() {
      return new Lesson.Step(title, text, view, node, setUp);
    }
  }

  private static List<Lesson.Span> spans(Node block) {
    List<Lesson.Span> spans = new ArrayList<>();
    collect(block, false, false, spans);
    return spans;
  }

  private static void collect(
      Node parent, boolean strong, boolean emphasised, List<Lesson.Span> spans) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      switch (child) {
        case Text text -> spans.add(new Lesson.Span(text.getLiteral(), strong, emphasised, false));
        case SoftLineBreak line -> spans.add(new Lesson.Span(" ", strong, emphasised, false));
        case Code code -> spans.add(new Lesson.Span(code.getLiteral(), strong, emphasised, true));
        case StrongEmphasis inner -> collect(inner, true, emphasised, spans);
        case Emphasis inner -> collect(inner, strong, true, spans);
        default -> collect(child, strong, emphasised, spans);
      }
    }
  }

  private static String plain(Node block) {
    StringBuilder text = new StringBuilder();
    spans(block).forEach(span -> text.append(span.text()));
    return text.toString();
  }
}
