package org.sparsevd.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.sparsevd.chart.RunView;
import org.sparsevd.run.Run;

/** Redraws what is on screen and out of date, and nothing else. */
final class Redrawing {
  private final List<Part> parts = new ArrayList<>();

  /** Lets {@code draw} keep {@code node} up to date. */
  void add(Node node, Consumer<Optional<RunView>> draw) {
    parts.add(new Part(node, draw));
  }

  /** Draws every visible part that shows something else than {@code view} as it is now. */
  void draw(Optional<RunView> view) {
    Shown now = new Shown(view, view.map(RunView::run).map(Run::version).orElse(0L));
    for (Part part : parts) {
      if (!now.equals(part.shown) && isOnScreen(part.node)) {
        part.shown = now;
        part.draw.accept(view);
      }
    }
  }

  /** Makes the next {@link #draw} draw everything. */
  void forget() {
    parts.forEach(part -> part.shown = null);
  }

  private static boolean isOnScreen(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null;
  }

  private record Shown(Optional<RunView> view, long version) {}

  private static final class Part {
    private final Node node;
    private final Consumer<Optional<RunView>> draw;
    private Shown shown; // null: never drawn, or out of date whatever it is

    private Part(Node node, Consumer<Optional<RunView>> draw) {
      this.node = node;
      this.draw = draw;
    }
  }
}
