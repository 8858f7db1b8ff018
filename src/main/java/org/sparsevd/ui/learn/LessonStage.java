package org.sparsevd.ui.learn;

import java.util.Optional;
import java.util.SequencedMap;
import javafx.scene.Node;

/** What lessons need of the window. */
public interface LessonStage {
  /** Goes to a view; does nothing when there is none of that name. */
  void showView(String view);

  /** Moves away what hides the control or chart with an id. */
  void uncover(String id);

  /** The control or chart with an id, where it can be seen now. */
  Optional<Node> find(String id);

  /** Whether what was found can still be seen. */
  boolean isSeen(Node node);

  /**
   * Prepares what a step needs, in the order given: {@code preset} fills the form, the key of a
   * setting its field, {@code sample} opens a sample run, {@code epoch} moves the time cursor,
   * {@code cut} the view's cut, {@code layer} selects one. What the form says stays while a
   * training goes on.
   */
  void prepare(SequencedMap<String, String> actions);
}
