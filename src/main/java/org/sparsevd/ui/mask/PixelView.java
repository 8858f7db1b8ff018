package org.sparsevd.ui.mask;

import java.nio.IntBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.MaskImage;
import org.sparsevd.chart.MaskPicture;

/**
 * A picture of cells, each a crisp square of whole pixels; tells what is under the mouse, and where
 * somebody listens lets a weight be picked by click or arrow keys.
 */
final class PixelView extends Region {
  private static final PseudoClass SMALL = PseudoClass.getPseudoClass("small");
  private static final double MARK = 3; // px around a marked cell

  private final ImageView view = new ImageView();
  private final Region part = new Region();
  private final Region mark = new Region();
  private final Region focus = new Region();
  private final Consumer<Optional<String>> readOut;
  private IntConsumer onPick = weight -> {};
  private ChartTheme theme = ChartTheme.LIGHT;
  private Optional<MaskPicture> fitted = Optional.empty();
  private Optional<MaskImage> shown = Optional.empty();
  private OptionalInt marked = OptionalInt.empty();
  private int outputs = 1;

  /**
   * @param readOut is told what is under the mouse, or that nothing is
   */
  PixelView(Consumer<Optional<String>> readOut) {
    this.readOut = readOut;
    getStyleClass().add("pixels");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    view.setSmooth(false);
    part.getStyleClass().add("part-mark");
    mark.getStyleClass().add("cell-mark");
    focus.getStyleClass().add("pixels-focus");
    for (Region each : new Region[] {part, mark, focus}) {
      each.setMouseTransparent(true);
      each.setManaged(false);
    }
    part.setVisible(false);
    mark.setVisible(false);
    focus.visibleProperty().bind(focusedProperty());
    getChildren().setAll(view, part, mark, focus);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> readOut.accept(Optional.empty()));
  }

  /** Lets weights be picked; {@code action} is told which. */
  void setOnPick(IntConsumer action) {
    onPick = action;
    setOnMouseClicked(this::click);
    setOnKeyPressed(this::step);
    setFocusTraversable(true);
  }

  void setTheme(ChartTheme newTheme) {
    theme = newTheme;
  }

  /** Shows a picture as large as there is room for. */
  void show(Optional<MaskPicture> picture) {
    fitted = picture;
    take(Optional.empty());
    picture.ifPresent(each -> setAccessibleText(each.caption()));
  }

  /** Shows an image as it is. */
  void show(MaskImage image) {
    fitted = Optional.empty();
    take(Optional.of(image));
    setAccessibleText(image.picture().caption());
  }

  /**
   * Marks a weight and its neuron or filter.
   *
   * @param outputsOfLayer tells which that is
   */
  void mark(OptionalInt weight, int outputsOfLayer) {
    marked = weight;
    outputs = outputsOfLayer;
    placeMarks();
  }

  private void take(Optional<MaskImage> image) {
    boolean sameSize =
        image.isPresent()
            && shown.isPresent()
            && image.get().width() == shown.get().width()
            && image.get().height() == shown.get().height();
    shown = image;
    view.setImage(image.map(PixelView::pixels).orElse(null));
    if (!sameSize) {
      requestLayout();
      if (getParent() != null) {
        getParent().requestLayout();
      }
    } else {
      place();
    }
  }

  private static WritableImage pixels(MaskImage image) {
    return new WritableImage(
        new PixelBuffer<>(
            image.width(),
            image.height(),
            IntBuffer.wrap(image.argb()),
            PixelFormat.getIntArgbPreInstance()));
  }

  private double scale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : Math.max(1, getScene().getWindow().getRenderScaleX());
  }

  @Override
  protected double computePrefWidth(double height) {
    return shown.map(image -> image.width() / scale()).orElse(0.0);
  }

  @Override
  protected double computePrefHeight(double width) {
    return shown.map(image -> image.height() / scale()).orElse(0.0);
  }

  @Override
  protected double computeMinWidth(double height) {
    return fitted.isPresent() ? 0 : computePrefWidth(height);
  }

  @Override
  protected double computeMinHeight(double width) {
    return fitted.isPresent() ? 0 : computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    if (fitted.isPresent() && getWidth() > 0 && getHeight() > 0) {
      double scale = scale();
      int cell =
          MaskImage.fittingCell(
              fitted.get(), getWidth() * scale, getHeight() * scale, theme, scale);
      if (shown.isEmpty() || shown.get().cell() != cell) {
        shown = Optional.of(MaskImage.of(fitted.get(), cell, theme, scale));
        view.setImage(pixels(shown.get()));
      }
    }
    place();
  }

  private void place() {
    if (shown.isPresent()) {
      double scale = scale();
      view.setFitWidth(shown.get().width() / scale);
      view.setFitHeight(shown.get().height() / scale);
      view.relocate(
          Math.max(0, Math.floor((getWidth() - view.getFitWidth()) / 2)),
          Math.max(0, Math.floor((getHeight() - view.getFitHeight()) / 2)));
    }
    focus.resizeRelocate(0, 0, getWidth(), getHeight());
    placeMarks();
  }

  private void placeMarks() {
    Optional<MaskImage> image = marked.isPresent() ? shown : Optional.empty();
    OptionalInt cell =
        image.isPresent() ? image.get().picture().cellOf(marked.getAsInt()) : OptionalInt.empty();
    mark.setVisible(cell.isPresent());
    part.setVisible(false);
    if (cell.isEmpty()) {
      return;
    }
    MaskPicture picture = image.get().picture();
    int x = cell.getAsInt() % picture.width();
    int y = cell.getAsInt() / picture.width();
    cover(mark, image.get(), new MaskPicture.Part(x, y, x, y));
    mark.pseudoClassStateChanged(SMALL, image.get().cell() < 4 * scale());
    picture
        .partOf(marked.getAsInt() % outputs, outputs)
        .ifPresent(bounds -> {
          part.setVisible(true);
          cover(part, image.get(), bounds);
        });
  }

  private void cover(Region over, MaskImage image, MaskPicture.Part cells) {
    double cell = image.cell() / scale();
    double left = view.getLayoutX() + image.left() / scale();
    double top = view.getLayoutY() + image.top() / scale();
    over.resizeRelocate(
        Math.floor(left + cells.left() * cell) - MARK,
        Math.floor(top + cells.top() * cell) - MARK,
        Math.ceil((cells.right() - cells.left() + 1) * cell) + 2 * MARK,
        Math.ceil((cells.bottom() - cells.top() + 1) * cell) + 2 * MARK);
  }

  private void point(MouseEvent event) {
    readOut.accept(
        cellUnder(event)
            .map(cell -> picture().describe(cell.left(), cell.top()))
            .filter(words -> !words.isEmpty()));
  }

  private void click(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
      return;
    }
    requestFocus();
    cellUnder(event)
        .map(cell -> picture().weightAt(cell.left(), cell.top()))
        .filter(OptionalInt::isPresent)
        .ifPresent(weight -> onPick.accept(weight.getAsInt()));
  }

  /** Arrow keys go on to the next cell in their direction that is a weight's. */
  private void step(KeyEvent event) {
    if (shown.isEmpty() || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int dx = 0;
    int dy = 0;
    switch (event.getCode()) {
      case LEFT -> dx = -1;
      case RIGHT -> dx = 1;
      case UP -> dy = -1;
      case DOWN -> dy = 1;
      default -> {
        return;
      }
    }
    event.consume();
    MaskPicture picture = picture();
    int cell = marked.isPresent() ? picture.cellOf(marked.getAsInt()).orElse(0) : 0;
    int x = cell % picture.width() + dx;
    int y = cell / picture.width() + dy;
    while (x >= 0 && x < picture.width() && y >= 0 && y < picture.height()) {
      OptionalInt weight = picture.weightAt(x, y);
      if (weight.isPresent()) {
        onPick.accept(weight.getAsInt());
        return;
      }
      x += dx;
      y += dy;
    }
  }

  private MaskPicture picture() {
    return shown.orElseThrow().picture();
  }

  private Optional<MaskPicture.Part> cellUnder(MouseEvent event) {
    return shown.flatMap(image -> {
      Optional<Integer> x = image.columnAt((event.getX() - view.getLayoutX()) * scale());
      Optional<Integer> y = image.rowAt((event.getY() - view.getLayoutY()) * scale());
      return x.flatMap(column -> y.map(row -> new MaskPicture.Part(column, row, column, row)));
    });
  }
}
