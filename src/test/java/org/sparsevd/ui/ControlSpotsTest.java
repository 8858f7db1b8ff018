package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

class ControlSpotsTest {
  @Test
  void aControlThatCanBeUsedHasItsCentreAndText() throws Exception {
    FontsTest.startJavaFx();
    CompletableFuture<List<String>> lines = new CompletableFuture<>();
    Platform.runLater(() -> {
      TextField field = new TextField("2");
      field.setId("epochs");
      field.resizeRelocate(100, 40, 60, 20);
      Button off = new Button("Stop");
      off.setId("stop");
      off.setDisable(true);
      Pane root = new Pane(field, off, new Button("no id"));
      field.setManaged(false); // stays where it was put
      Stage stage = new Stage();
      stage.setScene(new Scene(root, 300, 100));
      stage.setX(10);
      stage.setY(20);
      stage.show();
      lines.complete(ControlSpots.lines(root));
      stage.close();
    });
    List<String> found = lines.get(30, TimeUnit.SECONDS);
    assertEquals(1, found.size(), found.toString());
    assertEquals("140 70 epochs 2", found.getFirst());
  }
}
