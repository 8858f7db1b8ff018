package org.sparsevd.ui.control;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The platform's own choosers; each opens where the last one was left. */
public final class NativeFileDialogs implements FileDialogs {
  private Path last;

  /**
   * @param first where the first chooser opens, when it is there
   */
  public NativeFileDialogs(Path first) {
    last = first;
  }

  @Override
  public Optional<Path> openFolder(Window owner, String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    folder().ifPresent(chooser::setInitialDirectory);
    return remember(chooser.showDialog(owner));
  }

  @Override
  public Optional<Path> openFile(Window owner, String title, FileKind kind) {
    return remember(chooser(title, kind).showOpenDialog(owner));
  }

  @Override
  public Optional<Path> saveFile(Window owner, String title, String suggestedName, FileKind kind) {
    FileChooser chooser = chooser(title, kind);
    chooser.setInitialFileName(suggestedName);
    return remember(chooser.showSaveDialog(owner));
  }

  private FileChooser chooser(String title, FileKind kind) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(kind.description(), kind.patterns()));
    folder().ifPresent(chooser::setInitialDirectory);
    return chooser;
  }

  private Optional<File> folder() {
    return Optional.of(last).filter(Files::isDirectory).map(Path::toFile);
  }

  private Optional<Path> remember(File chosen) {
    Optional<Path> path = Optional.ofNullable(chosen).map(File::toPath);
    path.map(Path::toAbsolutePath).map(Path::getParent).ifPresent(parent -> last = parent);
    return path;
  }
}
