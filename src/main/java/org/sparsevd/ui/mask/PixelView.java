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
  private final Consumer<Optional<String>> readOut;
  private Optional<MaskPicture> picture = Optional.empty();
  private int zoom = FIT;

  /**
   * @param readOut is told what is under the mouse, or that nothing is
   */
  PixelView(Consumer<Optional<String>> readOut) {
    this.readOut = readOut;
    getStyleClass().add("pixels");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    image.setSmooth(false);
    image.setPreserveRatio(true);
    getChildren().setAll(image);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> readOut.accept(Optional.empty()));
  }

  void show(Optional<MaskPicture> newPicture) {
    picture = newPicture;
    image.setImage(newPicture.map(PixelView::draw).orElse(null));
    newPicture.ifPresent(shown -> setAccessibleText(shown.caption()));
    requestLayout();
  }

  /** Sets how many pixels wide a cell is, or {@link #FIT}. */
  void setZoom(int pixels) {
    zoom = pixels;
    requestLayout();
  }

  private static WritableImage draw(MaskPicture picture) {
    WritableImage drawn = new WritableImage(picture.width(), picture.height());
    drawn
        .getPixelWriter()
        .setPixels(
            0,
            0,
            picture.width(),
            picture.height(),
            PixelFormat.getIntArgbInstance(),
            picture.argb(),
            0,
            picture.width());
    return drawn;
  }

  @Override
  protected double computePrefWidth(double height) {
    return picture.map(shown -> (double) shown.width() * Math.max(1, zoom)).orElse(0.0);
  }

  @Override
  protected double computePrefHeight(double width) {
    return picture.map(shown -> (double) shown.height() * Math.max(1, zoom)).orElse(0.0);
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
    image.setFitWidth((double) picture.get().width() * scale);
    image.setFitHeight((double) picture.get().height() * scale);
    image.relocate(
        Math.max(0, Math.floor((getWidth() - image.getFitWidth()) / 2)),
        Math.max(0, Math.floor((getHeight() - image.getFitHeight()) / 2)));
  }

  private int scale(MaskPicture shown) {
    return zoom == FIT
        ? (int) Math.max(1, Math.min(getWidth() / shown.width(), getHeight() / shown.height()))
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
    return inside ? Optional.of(shown.describe(x, y)) : Optional.empty();
  }
}
