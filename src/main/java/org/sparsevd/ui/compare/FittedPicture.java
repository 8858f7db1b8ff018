package org.sparsevd.ui.compare;

import java.nio.IntBuffer;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.MaskImage;
import org.sparsevd.chart.MaskPicture;

/** A picture of cells, as large as whole pixels a cell allow. */
final class FittedPicture extends Region {
  private final MaskPicture picture;
  private final ChartTheme theme;
  private final ImageView view = new ImageView();
  private int cell;

  FittedPicture(MaskPicture picture, ChartTheme theme) {
    this.picture = picture;
    this.theme = theme;
    view.setSmooth(false);
    getChildren().setAll(view);
    setMinSize(0, 0);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(picture.caption());
  }

  /** The image as JavaFX shows it, without a copy. */
  static WritableImage pixels(MaskImage image) {
    return new WritableImage(
        new PixelBuffer<>(
            image.width(),
            image.height(),
            IntBuffer.wrap(image.argb()),
            PixelFormat.getIntArgbPreInstance()));
  }

  /** Device pixels a px where {@code region} is shown. */
  static double scaleOf(Region region) {
    return region.getScene() == null || region.getScene().getWindow() == null
        ? 1
        : Math.max(1, region.getScene().getWindow().getRenderScaleX());
  }

  @Override
  protected void layoutChildren() {
    if (getWidth() < 1 || getHeight() < 1) {
      return;
    }
    double scale = scaleOf(this);
    int fitting =
        MaskImage.fittingCell(picture, getWidth() * scale, getHeight() * scale, theme, scale);
    if (fitting != cell) {
      cell = fitting;
      MaskImage image = MaskImage.of(picture, cell, theme, scale);
      view.setImage(pixels(image));
      view.setFitWidth(image.width() / scale);
      view.setFitHeight(image.height() / scale);
    }
    view.relocate(
        Math.max(0, Math.floor((getWidth() - view.getFitWidth()) / 2)),
        Math.max(0, Math.floor((getHeight() - view.getFitHeight()) / 2)));
  }
}
