package org.sparsevd.ui.learn;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which lesson is being given, and how far it is. */
public final class LessonModel {
  private final ReadOnlyObjectWrapper<Optional<Place>> place =
      new ReadOnlyObjectWrapper<>(this, "place", Optional.empty());

  /** A step of a lesson. */
  public record Place(Lesson lesson, int index) {
    public Lesson.Step step() {
      return lesson.steps().get(index);
    }

    public boolean isFirst() {
      return index == 0;
    }

    public boolean isLast() {
      return index == lesson.steps().size() - 1;
    }
  }

  /** The step being given; empty when no lesson is. */
  public ReadOnlyObjectProperty<Optional<Place>> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /** Begins a lesson. */
  public void begin(Lesson lesson) {
    place.set(Optional.of(new Place(lesson, 0)));
  }

  /** Goes to the next step; after the last the lesson is over. */
  public void next() {
    place.set(
        place
            .get()
            .filter(now -> !now.isLast())
            .map(now -> new Place(now.lesson(), now.index() + 1)));
  }

  /** Goes back a step, from the first nowhere. */
  public void back() {
    place
        .get()
        .filter(now -> !now.isFirst())
        .ifPresent(now -> place.set(Optional.of(new Place(now.lesson(), now.index() - 1))));
  }

  /** Ends the lesson. */
  public void dismiss() {
    place.set(Optional.empty());
  }
}
