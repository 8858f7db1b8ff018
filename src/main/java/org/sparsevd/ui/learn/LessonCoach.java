package org.sparsevd.ui.learn;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.IconButton;
import org.sparsevd.ui.control.Scrolling;

/**
 * Gives a lesson over the window: a card with the step's text, and a frame around what it speaks
 * of, which follows it. The window stays usable below.
 */
public final class LessonCoach extends Pane {
  /** Width of the card in em. */
  private static final double CARD_EM = 26;

  private static final double FRAME_GAP = 4;

  private final LessonModel model;
  private final LessonStage stage;
  private final Region frame = new Region();
  private final Label lesson = new Label();
  private final Label count = new Label();
  private final Label title = new Label();
  private final LessonText text = new LessonText();
  private final Button setUp = new Button();
  private final Button back = new Button(Text.of("ui.learn.back"));
  private final Button next = new Button();
  private final VBox card = new VBox();
  private final Runnable follow = this::follow;
  private Optional<Node> target = Optional.empty();
  private Corner corner = Corner.BOTTOM_RIGHT;

  /** Where the card can stand. */
  private enum Corner {
    BOTTOM_RIGHT(1, 1),
    TOP_RIGHT(1, 0),
    BOTTOM_LEFT(0, 1),
    TOP_LEFT(0, 0);

    private final int right;
    private final int bottom;

    Corner(int right, int bottom) {
      this.right = right;
      this.bottom = bottom;
    }
  }

  public LessonCoach(LessonModel model, LessonStage stage) {
    this.model = model;
    this.stage = stage;
    getStyleClass().add("lesson-coach");
    getStylesheets().add(LessonCoach.class.getResource("learn.css").toExternalForm());
    setPickOnBounds(false);
    frame.getStyleClass().add("lesson-frame");
    frame.setMouseTransparent(true);
    frame.setManaged(false);
    frame.setId("lesson-frame");
    card.setManaged(false);
    fillCard();
    getChildren().setAll(frame, card);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            model.dismiss();
            event.consume();
          }
        });
    sceneProperty().flatMap(Scene::focusOwnerProperty).addListener(observable -> place());
    // Whatever moves in the window is in its place then; where nothing moves there is no pulse.
    sceneProperty()
        .addListener((observable, before, now) -> {
          if (before != null) {
            before.removePostLayoutPulseListener(follow);
          }
          if (now != null) {
            now.addPostLayoutPulseListener(follow);
          }
        });
    model.placeProperty().addListener((observable, before, now) -> show(now));
    show(model.placeProperty().get());
  }

  private void fillCard() {
    card.getStyleClass().addAll("card", "lesson-card");
    card.setId("lesson-card");
    lesson.getStyleClass().add("caption");
    count.getStyleClass().add("caption");
    count.setId("lesson-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    IconButton close = new IconButton(Feather.X, Text.of("ui.learn.dismiss"), model::dismiss);
    close.setId("lesson-close");
    close.getStyleClass().add("small");
    HBox head = new HBox(lesson, gap, count, close);
    head.getStyleClass().add("lesson-head");
    title.getStyleClass().add("card-title");
    title.setId("lesson-title");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    setUp.setId("lesson-set-up");
    setUp.setMaxWidth(Double.MAX_VALUE);
    setUp.setWrapText(true);
    setUp.managedProperty().bind(setUp.visibleProperty());
    back.setId("lesson-back");
    back.setOnAction(event -> model.back());
    next.setId("lesson-next");
    next.getStyleClass().add("accent");
    next.setOnAction(event -> model.next());
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox foot = new HBox(back, between, next);
    foot.getStyleClass().add("lesson-foot");
    card.getChildren().setAll(head, title, text, setUp, foot);
  }

  private void show(Optional<LessonModel.Place> place) {
    setVisible(place.isPresent());
    target = Optional.empty();
    if (place.isEmpty()) {
      return;
    }
    Lesson.Step step = place.get().step();
    step.view().ifPresent(stage::showView);
    step.node().ifPresent(stage::uncover);
    lesson.setText(place.get().lesson().title());
    count.setText(
        Text.of("ui.learn.count", place.get().index() + 1, place.get().lesson().steps().size()));
    title.setText(step.title());
    text.show(step.text());
    setUp.setVisible(step.setUp().isPresent());
    step.setUp()
        .ifPresent(preparation -> {
          setUp.setText(preparation.label());
          setUp.setOnAction(event -> stage.prepare(preparation.actions()));
        });
    back.setDisable(place.get().isFirst());
    next.setText(Text.of(place.get().isLast() ? "ui.learn.done" : "ui.learn.next"));
    card.setAccessibleText(step.title());
    place();
    requestLayout(); // what the step shows may have to find its place first
    next.requestFocus();
  }

  /** Finds what the step speaks of, brings it in sight and goes there. */
  private void follow() {
    if (isVisible() && target.filter(stage::isSeen).isEmpty()) { // looking takes milliseconds
      target = model.placeProperty().get().flatMap(now -> now.step().node()).flatMap(stage::find);
      target.ifPresent(Scrolling::reveal);
    }
    place();
  }

  /** Puts the frame around what the step speaks of, and the card where it hides least of it. */
  private void place() {
    if (!isVisible()) {
      return;
    }
    frame.setVisible(target.isPresent());
    Optional<Rectangle2D> spoken = target.map(this::boundsHere);
    spoken.ifPresent(bounds ->
        frame.resizeRelocate(
            bounds.getMinX() - FRAME_GAP,
            bounds.getMinY() - FRAME_GAP,
            bounds.getWidth() + 2 * FRAME_GAP,
            bounds.getHeight() + 2 * FRAME_GAP));
    double em = title.getFont().getSize();
    double width = Math.min(CARD_EM * em, getWidth() - 4 * em);
    double height = card.prefHeight(width);
    if (getWidth() <= 0 || height <= 0) {
      return;
    }
    Optional<Rectangle2D> used = used();
    corner =
        List.of(Corner.values()).stream()
            .min(
                Comparator.comparingDouble(
                    each -> hidden(at(each, width, height, em), spoken, used)))
            .orElseThrow();
    Rectangle2D place = at(corner, width, height, em);
    card.resizeRelocate(place.getMinX(), place.getMinY(), width, height);
  }

  /** What has the keyboard, where that is not the card itself. */
  private Optional<Rectangle2D> used() {
    return Optional.ofNullable(getScene())
        .map(scene -> scene.getFocusOwner())
        .filter(node -> !card.isFocusWithin())
        .map(this::boundsHere);
  }

  /** How much a card there hides of what is spoken of; what the user is at it never hides. */
  private static double hidden(
      Rectangle2D there, Optional<Rectangle2D> spoken, Optional<Rectangle2D> used) {
    return used.filter(there::contains).isPresent()
        ? Double.MAX_VALUE
        : spoken.map(bounds -> overlap(there, bounds)).orElse(0.0);
  }

  private Rectangle2D at(Corner where, double width, double height, double em) {
    double margin = 1.25 * em;
    double x = where.right == 1 ? getWidth() - width - margin : margin;
    double y = where.bottom == 1 ? getHeight() - height - margin : margin;
    return new Rectangle2D(Math.round(Math.max(0, x)), Math.round(Math.max(0, y)), width, height);
  }

  private static double overlap(Rectangle2D a, Rectangle2D b) {
    double width = Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX());
    double height = Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY());
    return Math.max(0, width) * Math.max(0, height);
  }

  private Rectangle2D boundsHere(Node node) {
    Bounds bounds = sceneToLocal(node.localToScene(node.getLayoutBounds()));
    double x = Math.clamp(bounds.getMinX(), 0, getWidth());
    double y = Math.clamp(bounds.getMinY(), 0, getHeight());
    return new Rectangle2D(
        x,
        y,
        Math.clamp(bounds.getMaxX(), x, getWidth()) - x,
        Math.clamp(bounds.getMaxY(), y, getHeight()) - y);
  }
}
