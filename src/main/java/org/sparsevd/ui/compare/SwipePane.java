package org.sparsevd.ui.compare;

import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.MaskImage;
import org.sparsevd.chart.MaskPicture;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;

/**
 * Two pictures of the same size over each other: left of a handle the first is seen, right of it
 * the second. Drag the handle, click where it is to go, or use the arrow keys.
 */
final class SwipePane extends Region {
  private static final double STEP = 0.02;
  private static final double WIDE_STEP = 0.1;

  private final DoubleProperty share = new SimpleDoubleProperty(this, "share", 0.5);
  private final ImageView left = new ImageView();
  private final ImageView right = new ImageView();
  private final Rectangle leftClip = new Rectangle();
  private final Rectangle rightClip = new Rectangle();
  private final Region line = new Region();
  private final StackPane handle = new StackPane(new Icon(Feather.CODE));
  private final Label leftName = new Label();
  private final Label rightName = new Label();
  private List<MaskPicture> pictures = List.of();
  private List<MaskImage> images = List.of();
  private ChartTheme theme = ChartTheme.LIGHT;

  SwipePane() {
    getStyleClass().add("swipe");
    setId("swipe");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleText(Text.of("ui.compare.swipe"));
    left.setSmooth(false);
    right.setSmooth(false);
    left.setClip(leftClip);
    right.setClip(rightClip);
    line.getStyleClass().add("swipe-line");
    handle.getStyleClass().add("swipe-handle");
    handle.setId("swipe-handle");
    leftName.getStyleClass().addAll("swipe-name", "run-a");
    rightName.getStyleClass().addAll("swipe-name", "run-b");
    for (Region each : new Region[] {line, handle, leftName, rightName}) {
      each.setManaged(false);
      each.setMouseTransparent(true);
    }
    getChildren().setAll(right, left, line, handle, leftName, rightName);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::drag);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(KeyEvent.KEY_PRESSED, this::step);
    share.addListener(observable -> place());
  }

  /** Where the handle is, as a share of the width, in [0, 1]. */
  DoubleProperty shareProperty() {
    return share;
  }

  void setTheme(ChartTheme newTheme) {
    theme = newTheme;
    images = List.of();
    requestLayout();
  }

  /**
   * Shows two pictures of the same size.
   *
   * @param one at the left, {@code other} at the right
   */
  void show(MaskPicture one, String oneName, MaskPicture other, String otherName) {
    pictures = List.of(one, other);
    images = List.of();
    leftName.setText(oneName);
    rightName.setText(otherName);
    requestLayout();
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    if (pictures.isEmpty() || getWidth() < 1 || getHeight() < 1) {
      return;
    }
    double scale = FittedPicture.scaleOf(this);
    int cell =
        MaskImage.fittingCell(
            pictures.getFirst(), getWidth() * scale, getHeight() * scale, theme, scale);
    if (images.isEmpty() || images.getFirst().cell() != cell) {
      images = pictures.stream().map(picture -> MaskImage.of(picture, cell, theme, scale)).toList();
      left.setImage(FittedPicture.pixels(images.getFirst()));
      right.setImage(FittedPicture.pixels(images.getLast()));
    }
    for (ImageView each : List.of(left, right)) {
      each.setFitWidth(images.getFirst().width() / scale);
      each.setFitHeight(images.getFirst().height() / scale);
      each.relocate(
          Math.max(0, Math.floor((getWidth() - each.getFitWidth()) / 2)),
          Math.max(0, Math.floor((getHeight() - each.getFitHeight()) / 2)));
    }
    place();
  }

  private void place() {
    double width = left.getFitWidth();
    double height = left.getFitHeight();
    double split = Math.rint(width * share.get());
    set(leftClip, 0, split, height);
    set(rightClip, split, width - split, height);
    double x = left.getLayoutX() + split;
    double y = left.getLayoutY();
    line.resizeRelocate(x - 1, y, 2, height);
    double size = Math.ceil(handle.prefWidth(-1));
    handle.resizeRelocate(x - size / 2, y + height / 2 - size / 2, size, size);
    double gap = 8;
    leftName.autosize();
    rightName.autosize();
    leftName.relocate(left.getLayoutX() + gap, y + gap);
    rightName.relocate(left.getLayoutX() + width - gap - rightName.getWidth(), y + gap);
  }

  private static void set(Rectangle clip, double x, double width, double height) {
    clip.setX(x);
    clip.setWidth(width);
    clip.setHeight(height);
  }

  private void drag(MouseEvent event) {
    if (!event.isPrimaryButtonDown() || left.getFitWidth() < 1) {
      return;
    }
    requestFocus();
    share.set(Math.clamp((event.getX() - left.getLayoutX()) / left.getFitWidth(), 0, 1));
    event.consume();
  }

  private void step(KeyEvent event) {
    int direction = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
    if (direction != 0 && !event.isShortcutDown()) {
      double by = direction * (event.isShiftDown() ? WIDE_STEP : STEP);
      share.set(Math.clamp(share.get() + by, 0, 1));
      event.consume();
    }
  }
}
