package org.sparsevd.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

/** A walk by Tab through all that takes the keyboard, and what is wrong on the way. */
final class KeyboardWalk {
  private static final int STEPS_AT_MOST = 400;
  private static final int PAGES_AT_MOST = 6;
  private static final double SLACK = 1.5;

  private final UiDriver user;
  private final Scene scene;
  private final Set<Node> stops = new LinkedHashSet<>();
  private final Set<Text> unseen = new LinkedHashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<Node, String> turns = new LinkedHashMap<>();

  KeyboardWalk(UiDriver user) {
    this.user = user;
    scene = user.stage().getScene();
  }

  /**
   * Goes from where the keyboard is until it is there again.
   *
   * @param visitor is shown every stop, on the JavaFX thread
   */
  void go(Consumer<Node> visitor) {
    UiDriver.run(() -> unseen.addAll(ControlNeeds.scrolledTexts(scene)));
    Node before = null;
    Node first = user.tab();
    Node now = first;
    do {
      Node stop = now;
      Node from = before;
      if (!stops.add(stop) || stops.size() > STEPS_AT_MOST) {
        faults.add("the keyboard is caught at " + AccessCheck.describe(stop));
        break;
      }
      UiDriver.run(() -> {
        if (stop.getScene() == null) {
          faults.add(AccessCheck.describe(stop) + " left the window while it had the keyboard");
          return;
        }
        visit(from, stop);
        visitor.accept(stop);
      });
      before = now;
      now = user.tab();
    } while (!now.equals(first));
    user.settle();
    page();
  }

  /** What Tab alone does not bring in sight, Page Down does from a stop within the same pane. */
  private void page() {
    for (Node stop : List.copyOf(stops)) {
      boolean helps =
          UiDriver.call(
              () -> unseen.stream().anyMatch(text -> panes(stop).containsAll(panes(text))));
      if (helps) {
        UiDriver.run(() -> {
          stop.requestFocus();
          panes(stop).forEach(pane -> pane.setVvalue(0));
        });
        for (int page = 0; page < PAGES_AT_MOST; page++) {
          user.press(KeyCode.PAGE_DOWN);
          UiDriver.run(() -> unseen.removeIf(text -> beyond(text).isEmpty()));
        }
      }
    }
  }

  private static Set<ScrollPane> panes(Node node) {
    Set<ScrollPane> panes = new LinkedHashSet<>();
    for (Node each = node; each != null; each = each.getParent()) {
      if (each instanceof ScrollPane pane) {
        panes.add(pane);
      }
    }
    return panes;
  }

  Set<Node> stops() {
    return stops;
  }

  /** A line for whatever was wrong; for the JavaFX thread. */
  List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    // From the last one it may well go up, to the first.
    AccessCheck.visible(scene.getRoot())
        .filter(stops::contains)
        .findFirst()
        .ifPresent(turns::remove);
    all.addAll(turns.values());
    ControlNeeds.controls(scene).stream()
        .filter(node -> !stops.contains(node) && !isOneOfAGroup(node))
        .forEach(node -> all.add("not reached: " + AccessCheck.describe(node)));
    ControlNeeds.mouseOnly(scene, stops).stream()
        .filter(node -> !isOneOfAGroup(node))
        .forEach(node -> all.add("for the mouse alone: " + AccessCheck.describe(node)));
    unseen.forEach(text ->
        all.add(
            "no key brings \"%s\" in sight, last it was %s: %s"
                .formatted(
                    text.getText(), beyond(text).orElse("there"), AccessCheck.describe(text))));
    return all;
  }

  /** Of a group one has the keyboard, and hands it to the others by arrow keys. */
  private boolean isOneOfAGroup(Node node) {
    return node instanceof ToggleButton button
        && button.getToggleGroup() != null
        && button.getToggleGroup().getToggles().stream().anyMatch(stops::contains);
  }

  private void visit(Node from, Node stop) {
    String where = AccessCheck.describe(stop);
    if (name(stop).isBlank()) {
      faults.add("without a name: " + where);
    }
    if (!(stop instanceof javafx.scene.control.Control control && !(control instanceof Label))
        && !Handlers.takesKeys(stop)) {
      faults.add("takes no key: " + where);
    }
    beyond(stop).or(() -> behind(stop)).ifPresent(why -> faults.add(why + ": " + where));
    if (from != null) {
      backwards(from, stop)
          .ifPresent(why ->
              turns.put(stop, why + ": " + where + "\n    after " + AccessCheck.describe(from)));
    }
    unseen.removeIf(text -> beyond(text).isEmpty());
  }

  /** What a screen reader calls it. */
  private String name(Node node) {
    if (node.getAccessibleText() != null && !node.getAccessibleText().isBlank()) {
      return node.getAccessibleText();
    }
    if (node instanceof Labeled labeled
        && labeled.getText() != null
        && !labeled.getText().isBlank()) {
      return labeled.getText();
    }
    return AccessCheck.visible(scene.getRoot())
        .filter(each -> each instanceof Label label && node.equals(label.getLabelFor()))
        .map(each -> ((Label) each).getText())
        .findFirst()
        .orElse("");
  }

  /** Whether some of it is beyond a viewport that has room for it, or beyond the window. */
  static Optional<String> beyond(Node node) {
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    for (Node each = node.getParent(); each != null; each = each.getParent()) {
      if (AccessCheck.isViewport(each) || each.getParent() == null) {
        Bounds room = each.localToScene(each.getLayoutBounds());
        boolean across = shows(bounds.getMinX(), bounds.getMaxX(), room.getMinX(), room.getMaxX());
        boolean down = shows(bounds.getMinY(), bounds.getMaxY(), room.getMinY(), room.getMaxY());
        if (!across || !down) {
          return Optional.of("not in sight (%s in %s)".formatted(box(bounds), box(room)));
        }
        bounds = common(bounds, room);
      }
    }
    return Optional.empty();
  }

  /** Whether the drawer or a lesson's card hides all of it. */
  private static Optional<String> behind(Node node) {
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    return Contrast.inFront(node).stream().anyMatch(front -> front.contains(bounds))
        ? Optional.of("behind something")
        : Optional.empty();
  }

  private static Bounds common(Bounds one, Bounds other) {
    double left = Math.max(one.getMinX(), other.getMinX());
    double top = Math.max(one.getMinY(), other.getMinY());
    return new BoundingBox(
        left,
        top,
        Math.min(one.getMaxX(), other.getMaxX()) - left,
        Math.min(one.getMaxY(), other.getMaxY()) - top);
  }

  /** Whether a piece is all inside of a room, or fills it. */
  private static boolean shows(double from, double to, double roomFrom, double roomTo) {
    boolean inside = from >= roomFrom - SLACK && to <= roomTo + SLACK;
    boolean fills = from <= roomFrom + SLACK && to >= roomTo - SLACK;
    boolean larger = to - from > roomTo - roomFrom;
    return inside || fills || (larger && from < roomTo && to > roomFrom);
  }

  /** Whether it goes up or to the left, between the parts of the nearest parent of both. */
  private static Optional<String> backwards(Node from, Node to) {
    List<Node> one = path(from);
    List<Node> other = path(to);
    int depth = 0;
    while (depth < one.size() && depth < other.size() && one.get(depth).equals(other.get(depth))) {
      depth++;
    }
    if (depth == one.size() || depth == other.size()) {
      return Optional.empty(); // one holds the other
    }
    Bounds a = one.get(depth).getBoundsInParent();
    Bounds b = other.get(depth).getBoundsInParent();
    boolean isRight = b.getMinX() >= a.getMaxX() - SLACK;
    boolean isLeft = b.getMaxX() <= a.getMinX() + SLACK;
    boolean isAbove = b.getMaxY() <= a.getMinY() + SLACK;
    boolean isBelow = b.getMinY() >= a.getMaxY() - SLACK;
    return isAbove && !isRight
        ? Optional.of("goes up")
        : isLeft && !isBelow ? Optional.of("goes left") : Optional.empty();
  }

  /** From the root down to the node. */
  private static List<Node> path(Node node) {
    List<Node> path = new ArrayList<>();
    for (Node each = node; each != null; each = each.getParent()) {
      path.addFirst(each);
    }
    return path;
  }

  private static String box(Bounds bounds) {
    return "%.0f, %.0f to %.0f, %.0f"
        .formatted(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY());
  }
}
