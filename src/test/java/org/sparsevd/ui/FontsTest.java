package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FontsTest {
  @BeforeAll
  static void startJavaFx() throws Exception {
    Platform.setImplicitExit(false);
    CompletableFuture<Void> started = new CompletableFuture<>();
    try {
      Platform.startup(() -> started.complete(null));
    } catch (IllegalStateException e) {
      started.complete(null); // Another test has started it.
    }
    started.get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Regular", "Medium", "SemiBold"})
  void numbersOfTheSameLengthAreEquallyWideSoTheyDoNotJump(String weight) throws Exception {
    Font font = load(weight);
    // In pixels; an ordinary 1 would be some 20 narrower here. Kerning may take hundredths.
    for (String number : new String[] {"1111.11", "8888.88", "4070.14"}) {
      assertEquals(width(font, "0000.00"), width(font, number), 0.1, weight + " " + number);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Regular", "Medium", "SemiBold"})
  void theFontDrawsOnTheHeadlessScreen(String weight) throws Exception {
    Font font = load(weight);
    WritableImage picture =
        onJavaFx(() -> {
          Text text = new Text(10, 40, "log α = 3");
          text.setFont(font);
          Stage stage = new Stage();
          stage.setScene(new Scene(new Group(text), 200, 60, Color.WHITE));
          stage.show();
          WritableImage image = stage.getScene().snapshot(null);
          stage.close();
          return image;
        });
    int dark = 0;
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 200; x++) {
        dark += picture.getPixelReader().getColor(x, y).getBrightness() < 0.5 ? 1 : 0;
      }
    }
    assertTrue(dark > 100, dark + " dark pixels");
  }

  private static double width(Font font, String words) {
    Text text = new Text(words);
    text.setFont(font);
    return text.getLayoutBounds().getWidth();
  }

  private static Font load(String weight) throws IOException {
    String name = "/org/sparsevd/ui/fonts/InterTab-" + weight + ".otf";
    try (InputStream file = FontsTest.class.getResourceAsStream(name)) {
      assertNotNull(file, name);
      Font font = Font.loadFont(file, 28);
      assertNotNull(font, name);
      assertEquals(28, font.getSize());
      return font;
    }
  }

  private static <T> T onJavaFx(Callable<T> task) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        result.complete(task.call());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    return result.get(30, TimeUnit.SECONDS);
  }
}
