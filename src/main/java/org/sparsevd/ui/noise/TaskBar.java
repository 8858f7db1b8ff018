package org.sparsevd.ui.noise;

import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;

/** A button that starts a task and, while it runs, ends it, with its progress beside. */
final class TaskBar extends HBox {
  TaskBar(NoiseTask task, String id, String startKey, Runnable start) {
    getStyleClass().add("task-bar");
    ProgressBar progress = new ProgressBar(0);
    progress.setId(id + "-progress");
    progress.progressProperty().bind(task.progressProperty());
    progress.visibleProperty().bind(task.runningProperty());
    progress.managedProperty().bind(task.runningProperty());
    Button button = new Button(Text.of(startKey), new Icon(Feather.PLAY));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> {
      if (task.runningProperty().get()) {
        task.cancel();
      } else {
        start.run();
      }
    });
    task.runningProperty()
        .addListener((observable, before, now) -> {
          button.setText(Text.of(now ? "ui.noise.cancel" : startKey));
          button.setGraphic(new Icon(now ? Feather.X : Feather.PLAY));
        });
    getChildren().setAll(progress, button);
  }
}
