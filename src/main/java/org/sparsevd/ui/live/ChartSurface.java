package org.sparsevd.ui.live;

import java.nio.IntBuffer;
import javafx.animation.AnimationTimer;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.sparsevd.chart.Chart;
import org.sparsevd.chart.ChartPixels;

/**
 * A chart as pixels of the screen, drawn only while it is visible, at most 15 times a second and
 * one chart a frame, so that numbers beside what is dragged never wait for all charts. The chart
 * paints into memory that JavaFX shows as it is, so that the screen shows what a saved picture
 * shows. Nodes laid over it move without a redraw.
 */
public final class ChartSurface extends Region {
  private static final long NANOS_BETWEEN_DRAWINGS = 1_000_000_000L / 15;
  private static final long NANOS_A_FRAME = 1_000_000_000L / 60;

  /** When any chart was drawn last; for the JavaFX thread. */
  private static long anyDrawnAt;

  private final Chart chart;
  private final ImageView picture = new ImageView();
  private final Pane marks = new Pane();
  private final AnimationTimer later =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          long time = System.nanoTime();
          if (!isOnScreen()) {
            stop();
          } else if (time - drawnAt >= NANOS_BETWEEN_DRAWINGS
              && time - anyDrawnAt >= NANOS_A_FRAME) {
            stop();
            due = true;
            anyDrawnAt = time;
            requestLayout();
          }
        }
      };
  private Runnable onDrawn = () -> {};
  private ChartPixels image;
  private PixelBuffer<IntBuffer> pixels;
  private double fixedScale;
  private boolean stale = true;
  private boolean due = true;
  private long drawnAt;
  private long drawings;

  public ChartSurface(Chart chart) {
    this.chart = chart;
    getStyleClass().add("chart-surface");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    picture.setSmooth(false);
    picture.setMouseTransparent(true);
    marks.setPickOnBounds(false);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    marks.setClip(clip);
    getChildren().setAll(picture, marks);
    setMinSize(0, 0);
    setPrefSize(360, 280);
    // A surface whose card was hidden may be out of date when it is shown again.
    sceneProperty()
        .addListener((observable, before, now) -> {
          due = true;
          requestLayout();
        });
  }

  /** Where nodes over the chart go; its coordinates are the chart's. */
  Pane marks() {
    return marks;
  }

  /** Calls {@code action} after each drawing, when places in the chart may have moved. */
  void setOnDrawn(Runnable action) {
    onDrawn = action;
  }

  /** Draws at {@code scale} device pixels a px; 0: as many as the window has. */
  void setScale(double scale) {
    fixedScale = scale;
    redraw();
  }

  /** Has the chart drawn again soon. */
  public void redraw() {
    stale = true;
    setAccessibleText(chart.description());
    later.start();
  }

  /** Draws at once if anything changed, for a picture of the scene. */
  public void drawNow() {
    if (stale) {
      draw();
    }
  }

  /** Whether the screen shows what the chart has to show. */
  boolean isUpToDate() {
    return !stale;
  }

  /** Number of drawings so far. */
  long drawings() {
    return drawings;
  }

  @Override
  protected void layoutChildren() {
    marks.resizeRelocate(0, 0, getWidth(), getHeight());
    boolean resized =
        image == null
            || image.width() != devicePixels(getWidth())
            || image.height() != devicePixels(getHeight());
    if (((stale && due) || resized) && isOnScreen()) {
      draw();
    }
  }

  private void draw() {
    later.stop();
    int width = devicePixels(getWidth());
    int height = devicePixels(getHeight());
    if (getWidth() < 1 || getHeight() < 1) {
      return; // not laid out yet
    }
    stale = false;
    due = false;
    drawnAt = System.nanoTime();
    anyDrawnAt = drawnAt;
    drawings++;
    if (image == null || image.width() != width || image.height() != height) {
      image = new ChartPixels(width, height);
      pixels =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(image.argb()), PixelFormat.getIntArgbPreInstance());
      picture.setImage(new WritableImage(pixels));
    }
    picture.setFitWidth(width / scale());
    picture.setFitHeight(height / scale());
    pixels.updateBuffer(buffer -> {
      image.draw(chart, scale());
      return new Rectangle2D(0, 0, image.width(), image.height());
    });
    onDrawn.run();
  }

  private int devicePixels(double length) {
    return (int) Math.max(1, Math.floor(length * scale()));
  }

  private double scale() {
    if (fixedScale > 0) {
      return fixedScale;
    }
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getRenderScaleX();
  }

  private boolean isOnScreen() {
    for (Node node = this; node != null; node = node.getParent()) {
      if (!node.isVisible()) {
        return false;
      }
    }
    return getScene() != null;
  }
}
