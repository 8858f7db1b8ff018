package org.sparsevd.ui.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;

/** The runs there are to choose from. */
public final class RunChoices {
  /** A menu longer than this would leave the screen; the rest is behind "Open a run". */
  private static final int MOST = 20;

  private final Supplier<List<Path>> folders;
  private final Executor background;
  private final Executor viewThread;

  /**
   * @param folders lists run folders, those most likely wanted first; asks the disk
   * @param background where it is asked
   * @param viewThread where the answer goes
   */
  public RunChoices(Supplier<List<Path>> folders, Executor background, Executor viewThread) {
    this.folders = folders;
    this.background = background;
    this.viewThread = viewThread;
  }

  /** Lists the runs as they are now. */
  void load(Consumer<List<Path>> answer) {
    background.execute(() -> {
      List<Path> found = folders.get().stream().distinct().limit(MOST).toList();
      viewThread.execute(() -> answer.accept(found));
    });
  }

  /**
   * A menu of runs.
   *
   * @param chosen is given the folder chosen
   * @param open asks for another folder
   */
  static ContextMenu menu(List<Path> folders, Consumer<Path> chosen, Runnable open) {
    ContextMenu menu = new ContextMenu();
    for (Path folder : folders) {
      MenuItem item = new MenuItem(String.valueOf(folder.getFileName()));
      item.setMnemonicParsing(false); // an underscore is part of the name
      item.setOnAction(event -> chosen.accept(folder));
      menu.getItems().add(item);
    }
    if (!folders.isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
    }
    MenuItem other = new MenuItem(Text.of("ui.compare.open"), new Icon(Feather.FOLDER));
    other.setId("compare-open-folder");
    other.setOnAction(event -> open.run());
    menu.getItems().add(other);
    return menu;
  }
}
