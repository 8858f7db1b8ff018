package org.sparsevd.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.sparsevd.run.RunInfo;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;

/**
 * The epochs as a line: grey to come, pale trained, solid up to the cursor, with a handle to drag.
 * A bracket above marks where the KL term warms up.
 */
final class TimeTrack extends Pane {
  private static final List<Integer> TICK_STEPS =
      List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000);
  private static final int TICKS_AT_MOST = 10;

  private final RunCursor cursor;
  private final Label em = new Label(); // never seen; its font tells how long an em is
  private final Region all = part("track-all");
  private final Region trained = part("track-trained");
  private final Region reached = part("track-reached");
  private final Region handle = part("track-handle");
  private final Region bracket = part("track-bracket");
  private final Label bracketName = new Label();
  private final List<Label> ticks = new ArrayList<>();
  private final List<Region> marks = new ArrayList<>(); // of changed settings
  private List<RunInfo.Change> marked = List.of();

  TimeTrack(RunCursor cursor) {
    this.cursor = cursor;
    getStyleClass().add("time-track");
    setId("time-track");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleText(Text.of("ui.time.track"));
    em.setVisible(false);
    bracketName.getStyleClass().add("caption");
    getChildren().setAll(em, all, trained, reached, bracket, bracketName, handle);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::drag);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(KeyEvent.KEY_PRESSED, this::step);
    cursor.epochProperty().addListener(observable -> moved());
    cursor.trainedProperty().addListener(observable -> mark());
    cursor.plannedProperty().addListener(observable -> refill());
    cursor.runProperty().addListener(observable -> refill());
    refill();
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> (double) cursor.epochProperty().get();
      case MIN_VALUE -> 0.0;
      case MAX_VALUE -> (double) cursor.trainedProperty().get();
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  private void moved() {
    requestLayout();
    notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
  }

  /** Marks where settings were changed; called whenever there may be news. */
  private void mark() {
    List<RunInfo.Change> changes =
        cursor.runProperty().get().map(run -> run.info().changes()).orElse(List.of());
    if (!changes.equals(marked)) {
      marked = changes;
      getChildren().removeAll(marks);
      marks.clear();
      changes.stream()
          .collect(Collectors.groupingBy(RunInfo.Change::epoch, TreeMap::new, Collectors.toList()))
          .forEach((epoch, together) -> marks.add(mark(epoch, together)));
      getChildren().addAll(getChildren().indexOf(handle), marks);
    }
    requestLayout();
  }

  private static Region mark(int epoch, List<RunInfo.Change> changes) {
    Region mark = new Region();
    mark.getStyleClass().add("track-mark");
    mark.setUserData(epoch);
    String words =
        changes.stream()
            .map(change ->
                Text.of(
                    "ui.time.change",
                    Integer.toString(epoch),
                    name(change.setting()),
                    change.from(),
                    change.to()))
            .collect(Collectors.joining("\n"));
    mark.setAccessibleText(words);
    Tooltip.install(mark, new Tooltip(words));
    return mark;
  }

  /** A setting of another version has no words. */
  private static String name(String setting) {
    String key = "setting." + setting + ".label";
    return Text.has(key) ? Text.of(key) : setting;
  }

  private void refill() {
    mark();
    getChildren().removeAll(ticks);
    ticks.clear();
    int last = cursor.plannedProperty().get();
    int step =
        TICK_STEPS.stream()
            .filter(each -> last / each <= TICKS_AT_MOST)
            .findFirst()
            .orElse(Math.max(1, last));
    for (int epoch = 0; epoch <= last; epoch += step) {
      Label tick = new Label(Integer.toString(epoch));
      tick.getStyleClass().add("caption");
      tick.setUserData(epoch);
      ticks.add(tick);
    }
    getChildren().addAll(ticks);
    warmup()
        .ifPresent(config ->
            bracketName.setText(
                Text.of(
                    "ui.time.warmup",
                    Integer.toString(config.klWarmupStart()),
                    Integer.toString(config.klWarmupEnd()))));
    requestLayout();
  }

  private Optional<ExperimentConfig> warmup() {
    return cursor
        .config()
        .filter(config -> config.hasKlTerm())
        .filter(config -> config.klWarmupStart() < cursor.plannedProperty().get());
  }

  @Override
  protected void layoutChildren() {
    double unit = em.getFont().getSize();
    double middle = Math.round(1.92 * unit);
    double thick = Math.round(0.333 * unit);
    double size = Math.round(1.33 * unit);
    line(all, 0, x(cursor.plannedProperty().get()), middle, thick);
    if (cursor.plannedProperty().get() == 0) {
      line(all, 0, getWidth(), middle, thick);
    }
    line(trained, 0, x(cursor.trainedProperty().get()), middle, thick);
    line(reached, 0, x(cursor.epochProperty().get()), middle, thick);
    double at = x(cursor.epochProperty().get());
    handle.resizeRelocate(Math.round(at - size / 2), Math.round(middle - size / 2), size, size);
    for (Label tick : ticks) {
      tick.autosize();
      double left = x((int) tick.getUserData()) - tick.getWidth() / 2;
      tick.relocate(Math.round(left), Math.round(middle + 0.83 * unit));
    }
    for (Region mark : marks) {
      // A change holds from the start of its epoch: where the one before it ends.
      double left = x((int) mark.getUserData() - 1) - size / 4;
      mark.resizeRelocate(Math.round(left), Math.round(middle - size / 4), size / 2, size / 2);
    }
    boolean warm = warmup().isPresent();
    bracket.setVisible(warm);
    bracketName.setVisible(warm);
    warmup()
        .ifPresent(config -> {
          int end = Math.min(config.klWarmupEnd(), cursor.plannedProperty().get());
          double from = x(config.klWarmupStart());
          double to = Math.max(from + 4, x(end));
          bracket.resizeRelocate(
              Math.round(from), Math.round(middle - unit), Math.round(to - from), 5);
          bracketName.autosize();
          double room = bracketName.getWidth() + 0.5 * unit;
          // After the bracket, or before it where the line ends too soon.
          double left = to + room <= getWidth() ? to + 0.5 * unit : from - room;
          bracketName.setVisible(left >= 0);
          bracketName.relocate(Math.round(left), Math.round(middle - 1.65 * unit));
        });
  }

  private static void line(Region part, double from, double to, double middle, double thick) {
    part.resizeRelocate(from, Math.round(middle - thick / 2), Math.max(0, to - from), thick);
  }

  private double x(int epoch) {
    int last = cursor.plannedProperty().get();
    return last == 0 ? 0 : getWidth() * Math.min(epoch, last) / last;
  }

  private void drag(MouseEvent event) {
    requestFocus();
    int last = cursor.plannedProperty().get();
    cursor.playingProperty().set(false);
    cursor.moveTo((int) Math.round(event.getX() / getWidth() * last));
    event.consume();
  }

  private void step(KeyEvent event) {
    int epochs = event.isShiftDown() ? 10 : 1;
    if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.DOWN) {
      cursor.moveBy(-epochs);
    } else if (event.getCode() == KeyCode.RIGHT || event.getCode() == KeyCode.UP) {
      cursor.moveBy(epochs);
    } else if (event.getCode() == KeyCode.HOME) {
      cursor.moveTo(0);
    } else if (event.getCode() == KeyCode.END) {
      cursor.goLive();
    } else {
      return;
    }
    event.consume();
  }

  private static Region part(String styleClass) {
    Region part = new Region();
    part.getStyleClass().add(styleClass);
    part.setMouseTransparent(true);
    part.setManaged(false);
    return part;
  }
}
