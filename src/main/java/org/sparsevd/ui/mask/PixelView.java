package org.sparsevd.ui.mask;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.sparsevd.chart.MaskPicture;

/** A picture of cells, each a crisp square of whole pixels; tells what is under the mouse. */
final class PixelView extends Region {
  /** Zoom that fills the room there is. */
  static final int FIT = 0;

  private final ImageView image = new ImageView();
  private final MarkLabels marks = new MarkLabels();
  private final Consumer<Optional<String>> readOut;
  private Optional<MaskPicture> picture = Optional.empty();
  private int zoom = FIT;
  private int drawnScale; // 0 when nothing is drawn

  /**
   * @param readOut is told what is under the mouse, or that nothing is
   */
  PixelView(Consumer<Optional<String>> readOut) {
    this.readOut = readOut;
    getStyleClass().add("pixels");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    image.setSmooth(false);
    getChildren().setAll(image);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> readOut.accept(Optional.empty()));
  }

  void show(Optional<MaskPicture> newPicture) {
    picture = newPicture;
    drawnScale = 0;
    image.setImage(null);
    getChildren().setAll(image);
    getChildren().addAll(marks.labels(newPicture));
    newPicture.ifPresent(shown -> setAccessibleText(shown.caption()));
    requestLayout();
  }

  /** Sets how many pixels wide a cell is, or {@link #FIT}. */
  void setZoom(int pixels) {
    zoom = pixels;
    requestLayout();
  }

  /**
   * Draws every cell as a square of pixels. Scaling is not left to the image view, for not every
   * graphics pipeline heeds its wish not to be smoothed.
   */
  private static WritableImage draw(MaskPicture picture, int scale) {
    int width = picture.width() * scale;
    WritableImage drawn = new WritableImage(width, picture.height() * scale);
    int[] cells = picture.argb();
    int[] row = new int[width];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < width; x++) {
        row[x] = cells[y * picture.width() + x / scale];
      }
      // A scan-line stride of 0 repeats the row.
      drawn
          .getPixelWriter()
          .setPixels(0, y * scale, width, scale, PixelFormat.getIntArgbInstance(), row, 0, 0);
    }
    return drawn;
  }

  @Override
  protected double computePrefWidth(double height) {
    return picture.map(shown -> marks.left() + shown.width() * Math.max(1.0, zoom)).orElse(0.0);
  }

  @Override
  protected double computePrefHeight(double width) {
    return picture.map(shown -> marks.top() + shown.height() * Math.max(1.0, zoom)).orElse(0.0);
  }

  @Override
  protected double computeMinWidth(double height) {
    return zoom == FIT ? 0 : computePrefWidth(height);
  }

  @Override
  protected double computeMinHeight(double width) {
    return zoom == FIT ? 0 : computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    if (picture.isEmpty()) {
      return;
    }
    int scale = scale(picture.get());
    if (scale != drawnScale) {
      drawnScale = scale;
      image.setImage(draw(picture.get(), scale));
    }
    double left = marks.left();
    double top = marks.top();
    double x = left + Math.floor((getWidth() - left - image.getImage().getWidth()) / 2);
    double y = top + Math.floor((getHeight() - top - image.getImage().getHeight()) / 2);
    image.relocate(Math.max(left, x), Math.max(top, y));
    marks.place(scale, image.getLayoutX(), image.getLayoutY());
  }

  private int scale(MaskPicture shown) {
    return zoom == FIT
        ? (int)
            Math.max(
                1,
                Math.min(
                    (getWidth() - marks.left()) / shown.width(),
                    (getHeight() - marks.top()) / shown.height()))
        : zoom;
  }

  private void point(MouseEvent event) {
    readOut.accept(picture.flatMap(shown -> under(shown, event.getX(), event.getY())));
  }

  private Optional<String> under(MaskPicture shown, double mouseX, double mouseY) {
    int scale = scale(shown);
    int x = (int) Math.floor((mouseX - image.getLayoutX()) / scale);
    int y = (int) Math.floor((mouseY - image.getLayoutY()) / scale);
    boolean inside = x >= 0 && y >= 0 && x < shown.width() && y < shown.height();
    return inside
        ? Optional.of(shown.describe(x, y)).filter(words -> !words.isEmpty())
        : Optional.empty();
  }
}
