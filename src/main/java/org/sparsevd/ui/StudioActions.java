package org.sparsevd.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.FileDialogs.FileKind;
import org.sparsevd.ui.control.Overlay;
import org.sparsevd.ui.control.Prompt;
import org.sparsevd.ui.train.StudioModel;

/** What the buttons of the header and their keys do, with the questions that come before it. */
final class StudioActions {
  private final StudioModel model;
  private final FileDialogs files;
  private final NavigationRail rail;
  private final Executor background;
  private final Supplier<Scene> scene;
  private final Supplier<Overlay> overlay;

  /**
   * @param background where files are written
   * @param scene of the window
   * @param overlay for questions
   */
  StudioActions(
      StudioModel model,
      FileDialogs files,
      NavigationRail rail,
      Executor background,
      Supplier<Scene> scene,
      Supplier<Overlay> overlay) {
    this.model = model;
    this.files = files;
    this.rail = rail;
    this.background = background;
    this.scene = scene;
    this.overlay = overlay;
  }

  void trainOrPause() {
    if (model.state().isActive() || model.experiment().configProperty().get().isPresent()) {
      model.trainOrPause();
    }
  }

  /** Asks whether to stop when a training is going on, then calls {@code close}. */
  void askClose(Runnable close) {
    if (!model.state().isActive()) {
      close.run();
      return;
    }
    Prompt.ask(
        overlay.get(),
        Text.of("ui.prompt.close.title"),
        Text.of(
            model.trouble().isPresent() ? "ui.prompt.close.unwritten" : "ui.prompt.close.message"),
        Text.of("ui.prompt.close.action"),
        () -> {
          model.leave();
          close.run();
        });
  }

  void askReset() {
    if (!model.state().isActive() && model.cursor().runProperty().get().isEmpty()) {
      return;
    }
    Prompt.ask(
        overlay.get(),
        Text.of("ui.prompt.reset.title"),
        Text.of(
            model.trouble().isPresent()
                ? "ui.prompt.reset.unwritten"
                : model.state().isActive()
                    ? "ui.prompt.reset.training"
                    : "ui.prompt.reset.message"),
        Text.of("ui.prompt.reset.action"),
        model::reset);
  }

  void openRun() {
    files.openFolder(scene.get().getWindow(), Text.of("ui.header.open")).ifPresent(model::openRun);
  }

  /** Opens the run behind a row and goes to where it is drawn. */
  void openResult(Path folder) {
    model.openRun(folder);
    rail.enter(ViewKind.TRAIN);
  }

  /** Saves a picture of the window. */
  void export() {
    WritableImage picture = scene.get().snapshot(null);
    files
        .saveFile(
            scene.get().getWindow(),
            Text.of("ui.header.export"),
            Text.of("ui.export.fileName"),
            FileKind.png(Text.of("ui.export.fileKind")))
        .ifPresent(file -> background.execute(() -> save(picture, file)));
  }

  private void save(WritableImage picture, Path file) {
    try {
      PngFile.write(picture, file);
    } catch (IOException e) {
      model.report("ui.problem.notSaved", file, e);
    }
  }

  void help() {
    HelpPage.show(overlay.get());
  }
}
