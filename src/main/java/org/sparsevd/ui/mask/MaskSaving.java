package org.sparsevd.ui.mask;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.MaskFilm;
import org.sparsevd.chart.MaskOptions;
import org.sparsevd.chart.MaskScene;
import org.sparsevd.chart.MaskSheet;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.Run;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.FileDialogs.FileKind;
import org.sparsevd.ui.control.IconButton;

/**
 * Saves the masks shown as a picture, or those of all epochs as a film. Each is written on a thread
 * of its own, for it takes long and masks must not wait for it; this is how far the film is.
 */
final class MaskSaving extends HBox {
  private final FileDialogs files;
  private final Executor viewThread;
  private final BiConsumer<Path, IOException> onProblem;
  private final IconButton button;
  private final MenuItem picture = new MenuItem(Text.of("ui.mask.save.picture"));
  private final MenuItem film = new MenuItem(Text.of("ui.mask.save.film"));
  private final ContextMenu menu = new ContextMenu(picture, film);
  private final ProgressBar progress = new ProgressBar();
  private final Label words = new Label();
  private final Button cancel = new Button(Text.of("ui.mask.save.cancel"));
  private Optional<Shown> shown = Optional.empty();
  private AtomicBoolean cancelled = new AtomicBoolean();

  /**
   * What there is to save.
   *
   * @param cut the layers of an epoch as they are shown
   */
  record Shown(
      Run run,
      MaskScene scene,
      MaskOptions options,
      MaskScene.Room room,
      Function<EpochHistory, List<EpochHistory.Layer>> cut) {}

  /**
   * @param onProblem is told, on any thread, of a file that could not be written
   */
  MaskSaving(FileDialogs files, Executor viewThread, BiConsumer<Path, IOException> onProblem) {
    this.files = files;
    this.viewThread = viewThread;
    this.onProblem = onProblem;
    getStyleClass().add("mask-saving");
    button = new IconButton(Feather.DOWNLOAD, Text.of("ui.mask.save"), this::openMenu);
    button.setId("mask-save");
    button.getStyleClass().add("small");
    picture.setId("mask-save-picture");
    film.setId("mask-save-film");
    picture.setOnAction(event -> shown.ifPresent(this::savePicture));
    film.setOnAction(event -> shown.ifPresent(this::saveFilm));
    progress.setId("film-progress");
    words.setId("film-words");
    words.getStyleClass().add("caption");
    cancel.setId("film-cancel");
    cancel.setOnAction(event -> cancelled.set(true));
    getChildren().setAll(words, progress, cancel);
    working(false);
    offerNothing();
  }

  /** What opens the choice of what to save. */
  IconButton button() {
    return button;
  }

  void offer(Shown now) {
    shown = Optional.of(now);
    button.setDisable(false);
  }

  void offerNothing() {
    shown = Optional.empty();
    button.setDisable(true);
  }

  private void openMenu() {
    menu.show(button, Side.BOTTOM, 0, 0);
  }

  private void working(boolean now) {
    progress.setVisible(now);
    progress.setManaged(now);
    cancel.setVisible(now);
    cancel.setManaged(now);
    film.setDisable(now);
  }

  private static String fileName(Shown what, String key) {
    return Text.of(
        key,
        what.run.info().name(),
        what.scene.layer().name(),
        Integer.toString(what.scene.epoch()));
  }

  private void savePicture(Shown what) {
    files
        .saveFile(
            getScene().getWindow(),
            Text.of("ui.mask.save.picture"),
            fileName(what, "ui.mask.save.pictureName"),
            FileKind.png(Text.of("ui.export.fileKind")))
        .ifPresent(file ->
            start(() -> {
              try {
                MaskSheet.save(
                    what.scene, what.run.info().name(), what.room.theme(), what.room.scale(), file);
                tell(Text.of("ui.mask.save.done", String.valueOf(file.getFileName())));
              } catch (IOException e) {
                onProblem.accept(file, e);
              }
            }));
  }

  private void saveFilm(Shown what) {
    files
        .saveFile(
            getScene().getWindow(),
            Text.of("ui.mask.save.film"),
            fileName(what, "ui.mask.save.filmName"),
            FileKind.gif(Text.of("ui.mask.save.filmKind")))
        .ifPresent(file -> {
          AtomicBoolean stop = new AtomicBoolean();
          cancelled = stop;
          progress.setProgress(0);
          words.setText(Text.of("ui.mask.save.writing"));
          working(true);
          start(() -> writeFilm(what, file, stop));
        });
  }

  private void writeFilm(Shown what, Path file, AtomicBoolean stop) {
    String end = "";
    try {
      int frames =
          MaskFilm.write(
              what.run,
              what.scene,
              what.options,
              what.room,
              what.cut,
              file,
              share -> viewThread.execute(() -> progress.setProgress(share)),
              stop::get);
      end =
          frames == 0
              ? Text.of("ui.mask.save.cancelled")
              : Text.of(
                  "ui.mask.save.filmDone",
                  String.valueOf(file.getFileName()),
                  Numbers.count(frames));
    } catch (IOException e) {
      onProblem.accept(file, e);
    } finally {
      tell(end);
      viewThread.execute(() -> working(false));
    }
  }

  private void tell(String text) {
    viewThread.execute(() -> words.setText(text));
  }

  private static void start(Runnable task) {
    Thread.ofPlatform().daemon().name("save masks").start(task);
  }
}
