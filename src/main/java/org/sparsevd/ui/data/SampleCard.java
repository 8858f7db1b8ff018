package org.sparsevd.ui.data;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;

/** Training images, a row a class. Pixels are drawn as they are: larger by whole numbers only. */
final class SampleCard extends Card {
  /** Pixels of an image between it and the next. */
  private static final int GAP = 2;

  private static final int LARGEST_SIDE = 64;

  /** So many of a class are to be seen before they are drawn larger. */
  private static final int WANTED = 10;

  private static final double NAME_SHARE = 0.22;

  private final GridPane grid = new GridPane();
  private final List<ImageView> rows = new ArrayList<>();
  private SampleSheet sheet = new SampleSheet(1, 1, List.of());

  SampleCard() {
    super(Text.of("ui.data.samples"));
    setId("data-samples");
    setMinWidth(0);
    grid.setId("data-sample-grid");
    grid.getStyleClass().add("sample-grid");
    grid.setMinWidth(0);
    setContent(grid);
    grid.widthProperty().addListener(observable -> fit());
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.NEVER);
    ColumnConstraints pictures = new ColumnConstraints();
    pictures.setHgrow(Priority.ALWAYS);
    pictures.setMinWidth(0);
    grid.getColumnConstraints().setAll(names, pictures);
    names.maxWidthProperty().bind(grid.widthProperty().multiply(NAME_SHARE));
  }

  void show(List<String> classes, SampleSheet shown) {
    if (shown.equals(sheet)) {
      return;
    }
    sheet = shown;
    grid.getChildren().clear();
    rows.clear();
    for (int c = 0; c < classes.size(); c++) {
      Label name = new Label(classes.get(c));
      name.getStyleClass().add("class-name");
      GridPane.setValignment(name, VPos.CENTER);
      List<int[]> images = shown.rows().get(c);
      ImageView row = new ImageView(picture(images));
      row.setSmooth(false);
      row.setAccessibleText(Text.of("ui.data.samplesOf", images.size(), classes.get(c)));
      rows.add(row);
      grid.addRow(c, name, row);
    }
    fit();
  }

  private WritableImage picture(List<int[]> images) {
    int pitch = sheet.width() + GAP;
    WritableImage picture =
        new WritableImage(Math.max(1, images.size() * pitch - GAP), sheet.height());
    for (int i = 0; i < images.size(); i++) {
      picture
          .getPixelWriter()
          .setPixels(
              i * pitch,
              0,
              sheet.width(),
              sheet.height(),
              PixelFormat.getIntArgbInstance(),
              images.get(i),
              0,
              sheet.width());
    }
    return picture;
  }

  /** As large and as many as there is room for. */
  private void fit() {
    double room = grid.getWidth() * (1 - NAME_SHARE) - grid.getHgap();
    int pitch = sheet.width() + GAP;
    int wanted = WANTED * pitch - GAP;
    int side = Math.max(sheet.width(), sheet.height());
    int zoom = (int) Math.max(1, Math.min(room / wanted, (double) LARGEST_SIDE / side));
    int across = (int) Math.clamp((room / zoom + GAP) / pitch, 1, SampleSheet.ACROSS);
    for (ImageView row : rows) {
      double width = Math.min(row.getImage().getWidth(), across * pitch - GAP);
      row.setViewport(new Rectangle2D(0, 0, width, sheet.height()));
      row.setFitWidth(width * zoom);
      row.setFitHeight((double) sheet.height() * zoom);
    }
    subtitleProperty().set(zoom > 1 ? Text.of("ui.data.zoom", zoom) : "");
  }
}
