package org.sparsevd.ui.learn;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A short guided tour.
 *
 * @param title what it teaches
 * @param summary what for, in a sentence
 * @param steps at least one
 */
public record Lesson(String title, String summary, List<Step> steps) {
  public Lesson {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param title what there is to see
   * @param text paragraphs and lists
   * @param view name of the view it speaks of; empty when it speaks of none
   * @param node id of the control or chart it speaks of; empty when it speaks of the whole view
   * @param setUp what it can prepare with one click
   */
  public record Step(
      String title,
      List<Block> text,
      Optional<String> view,
      Optional<String> node,
      Optional<SetUp> setUp) {
    public Step {
      text = List.copyOf(text);
    }
  }

  /**
   * A paragraph, or an item of a list.
   *
   * @param item whether a bullet stands before it
   * @param spans what it reads
   */
  public record Block(boolean item, List<Span> spans) {
    public Block {
      spans = List.copyOf(spans);
    }
  }

  /** A piece of text in one style. */
  public record Span(String text, boolean strong, boolean emphasised, boolean code) {}

  /**
   * What a step needs, made with one click.
   *
   * @param label of the button
   * @param actions what to do, in this order: the name of an action and its value
   */
  public record SetUp(String label, SequencedMap<String, String> actions) {}
}
