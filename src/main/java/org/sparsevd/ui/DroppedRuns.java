package org.sparsevd.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Lets files be dropped anywhere on the window. */
final class DroppedRuns {
  private final Consumer<List<Path>> taken;

  /**
   * @param taken is given the files
   */
  DroppedRuns(Consumer<List<Path>> taken) {
    this.taken = taken;
  }

  void listenTo(Scene scene) {
    scene.setOnDragOver(event -> {
      if (event.getDragboard().hasFiles()) {
        event.acceptTransferModes(TransferMode.COPY);
      }
      event.consume();
    });
    scene.setOnDragDropped(this::drop);
  }

  private void drop(DragEvent event) {
    Dragboard board = event.getDragboard();
    if (board.hasFiles()) {
      taken.accept(board.getFiles().stream().map(File::toPath).toList());
    }
    event.setDropCompleted(board.hasFiles());
    event.consume();
  }
}
