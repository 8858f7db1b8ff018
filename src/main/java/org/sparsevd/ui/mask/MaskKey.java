package org.sparsevd.ui.mask;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.sparsevd.chart.WeightColors;
import org.sparsevd.text.Text;

/** What the colours of a picture of weights mean. */
final class MaskKey extends HBox {
  private static final int HEIGHT = 10; // px
  private static final int RAMP = 100;
  private static final int SWATCH = 10;

  private final ImageView pruned = new ImageView();
  private final Label prunedName = new Label(Text.of("ui.mask.pruned"));
  private final Label low = new Label();
  private final ImageView ramp = new ImageView();
  private final Label high = new Label();

  MaskKey() {
    getStyleClass().add("count-key");
    setId("mask-key");
    for (Label label : new Label[] {prunedName, low, high}) {
      label.getStyleClass().add("caption");
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    getChildren().setAll(pruned, prunedName, low, ramp, high);
  }

  void show(WeightColors.Key key) {
    boolean beside = key.pruned().isPresent();
    pruned.setImage(beside ? strip(List.of(key.pruned().get()), SWATCH) : null);
    ramp.setImage(strip(key.ramp(), key.ramp().size() == 1 ? SWATCH : RAMP));
    low.setText(key.low());
    high.setText(key.high());
    for (Node node : new Node[] {pruned, prunedName}) {
      node.setVisible(beside);
      node.setManaged(beside);
    }
    low.setManaged(!key.low().isEmpty());
  }

  /** Colours from left to right. */
  private static WritableImage strip(List<Integer> colors, int width) {
    int[] row = new int[width];
    for (int x = 0; x < width; x++) {
      row[x] = colors.get(x * colors.size() / width);
    }
    WritableImage image = new WritableImage(width, HEIGHT);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, HEIGHT, PixelFormat.getIntArgbInstance(), row, 0, 0);
    return image;
  }
}
