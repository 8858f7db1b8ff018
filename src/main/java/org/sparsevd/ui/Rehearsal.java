package org.sparsevd.ui;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/**
 * Walks through all views and closes the window. The build of the installers has it done once while
 * Java records what it loads, so that the next start finds it in the AOT cache.
 */
final class Rehearsal {
  /** System property: how long each view is shown, in milliseconds. */
  private static final String PROPERTY = "sparsevd.rehearsal";

  private Rehearsal() {}

  /** Does nothing unless the property asks for it. */
  static void startWhenAsked(MainWindow window, Runnable close) {
    int millis = Integer.getInteger(PROPERTY, 0);
    if (millis > 0) {
      start(window, Duration.millis(millis), close);
    }
  }

  static void start(MainWindow window, Duration each, Runnable close) {
    Timeline timeline = new Timeline();
    Duration when = each;
    for (ViewKind view : ViewKind.values()) {
      timeline.getKeyFrames().add(new KeyFrame(when, event -> window.choose(view)));
      when = when.add(each);
    }
    timeline.getKeyFrames().add(new KeyFrame(when, event -> close.run()));
    timeline.play();
  }
}
