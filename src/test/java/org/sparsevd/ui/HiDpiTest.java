package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.ui.data.DataView;
import org.sparsevd.ui.live.ChartCard;

/** On a screen with two device pixels a px everything is as sharp as the screen, and all there. */
@Timeout(600)
final class HiDpiTest {
  private static final int SCALE = 2;
  private static final double SLACK = 1;
  private static final int WAITS = 40;
  private static final int MILLIS = 100;

  /** Share of the squares that edges of letters and lines go through. */
  private static final double LEAST_FINE = 0.005;

  /** About as many pictures as all places have. */
  private static final int PICTURES_AT_LEAST = 40;

  @TempDir private Path folder;

  @Test
  void picturesHaveAllPixelsOfTheScreenAndNoWordIsCutOff() throws Exception {
    List<String> wrong = new ArrayList<>();
    int pictures = 0;
    UiDriver.startToolkit();
    try (Windows studio = Place.studio(folder, Theme.LIGHT)) {
      UiDriver user = studio.show();
      for (Place place : Place.all()) {
        place.open(studio, user);
        scale(user, SCALE); // as when the window is moved to another screen while it shows this
        for (int wait = 0;
            wait < WAITS && !UiDriver.call(() -> blurred(studio)).isEmpty();
            wait++) {
          Thread.sleep(MILLIS); // charts are drawn one a frame
          UiDriver.run(() -> studio.window().poll(0));
          user.settle();
        }
        pictures += UiDriver.call(() -> pictures(studio).size());
        UiDriver.call(() -> blurred(studio))
            .forEach(fault -> wrong.add(place.name() + ": " + fault));
        UiDriver.call(() -> AccessCheck.clipped(studio.window().scene()))
            .forEach(fault -> wrong.add(place.name() + ": " + fault));
        scale(user, 1);
      }
      user.close();
    }
    int all = pictures;
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    assertTrue(all >= PICTURES_AT_LEAST, () -> all + " pictures");
  }

  private static void scale(UiDriver user, double scale) {
    UiDriver.run(() -> {
      user.stage().setRenderScaleX(scale);
      user.stage().setRenderScaleY(scale);
    });
    user.settle();
  }

  private static List<ImageView> pictures(Windows studio) {
    return AccessCheck.visible(studio.window().scene().getRoot())
        .filter(node -> node instanceof ImageView view && view.getImage() != null)
        .filter(node -> !hasItsOwnPixels(node))
        .map(ImageView.class::cast)
        .toList();
  }

  /**
   * A sample has as many pixels as it has, each shown as a square; the key of a mask is made of
   * stripes of one colour.
   */
  private static boolean hasItsOwnPixels(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each instanceof DataView || "mask-key".equals(each.getId())) {
        return true;
      }
    }
    return false;
  }

  private static List<String> blurred(Windows studio) {
    return pictures(studio).stream()
        .filter(view ->
            view.getImage().getWidth() < SCALE * view.getLayoutBounds().getWidth() - SLACK
                || view.getImage().getHeight() < SCALE * view.getLayoutBounds().getHeight() - SLACK)
        .map(view ->
            "%.0f × %.0f pixels on %.0f × %.0f px: %s"
                .formatted(
                    view.getImage().getWidth(),
                    view.getImage().getHeight(),
                    view.getLayoutBounds().getWidth(),
                    view.getLayoutBounds().getHeight(),
                    AccessCheck.describe(view)))
        .toList();
  }

  @Test
  void chartsAreDrawnFinerNotMadeLarger() throws Exception {
    UiDriver.startToolkit();
    try (Windows studio = Place.studio(folder, Theme.LIGHT)) {
      UiDriver user = studio.show();
      Place train =
          Place.all().stream()
              .filter(place -> place.view() == ViewKind.TRAIN && place.withRun())
              .findFirst()
              .orElseThrow();
      train.open(studio, user);
      for (Node node :
          UiDriver.call(() -> studio.window().scene().getRoot().lookupAll(".chart-grid > .card"))) {
        ChartCard card = (ChartCard) node;
        double finer = unequalSquares(card);
        assertTrue(finer > LEAST_FINE, () -> AccessCheck.describe(card) + ": " + finer);
      }
      user.close();
    }
  }

  /** Of a picture of twice the size, the share of squares that one pixel could not have filled. */
  private static double unequalSquares(ChartCard card) {
    return UiDriver.call(() -> {
      card.setScale(SCALE);
      card.drawNow();
      ImageView picture = (ImageView) card.lookup(".chart-surface").lookup("ImageView");
      double squares =
          picture.getImage().getWidth() * picture.getImage().getHeight() / SCALE / SCALE;
      double share = unequalSquares(picture.getImage()) / squares;
      card.setScale(0);
      return share;
    });
  }

  /** Of the four ways to lay squares of 2 × 2 pixels, the one with the fewest unequal squares. */
  private static int unequalSquares(Image image) {
    PixelReader pixels = image.getPixelReader();
    int fewest = Integer.MAX_VALUE;
    for (int from = 0; from < 4; from++) {
      int unequal = 0;
      for (int y = from / 2; y + 1 < (int) image.getHeight(); y += 2) {
        for (int x = from % 2; x + 1 < (int) image.getWidth(); x += 2) {
          int first = pixels.getArgb(x, y);
          boolean isEqual =
              first == pixels.getArgb(x + 1, y)
                  && first == pixels.getArgb(x, y + 1)
                  && first == pixels.getArgb(x + 1, y + 1);
          unequal += isEqual ? 0 : 1;
        }
      }
      fewest = Math.min(fewest, unequal);
    }
    return fewest;
  }
}
