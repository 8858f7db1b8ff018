package org.sparsevd.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.data.store.DatasetFetch;
import org.sparsevd.data.store.PublicDataset;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.FileDialogs.FileKind;
import org.sparsevd.ui.control.Icon;

/** Fetches a public data set from wherever the user says. */
final class FetchMenu extends MenuButton {
  private final DataModel model;
  private final FileDialogs files;

  FetchMenu(DataModel model, FileDialogs files) {
    super(Text.of("ui.data.fetch"), new Icon(Feather.DOWNLOAD_CLOUD));
    this.model = model;
    this.files = files;
    setId("data-fetch");
    getStyleClass().add("accent");
    setTooltip(new Tooltip(Text.of("ui.data.fetch.help")));
    setMinWidth(USE_PREF_SIZE);
  }

  /** Offers the places that a data set can be had from; hides when there is nothing to fetch. */
  void show(Optional<DataItem> fetchable) {
    setVisible(fetchable.isPresent());
    setManaged(fetchable.isPresent());
    getItems().clear();
    fetchable.flatMap(item -> PublicDataset.named(item.name())).ifPresent(this::fill);
  }

  private void fill(PublicDataset dataset) {
    String name = dataset.id();
    add("auto", () -> model.fetch(name, Optional.empty()));
    getItems().add(new SeparatorMenuItem());
    for (String source : DatasetFetch.sources(dataset)) {
      add(source, () -> model.fetch(name, Optional.of(source)));
    }
    getItems().add(new SeparatorMenuItem());
    add(
        "folder",
        () -> from(name, files.openFolder(getScene().getWindow(), Text.of("ui.data.from.folder"))));
    add(
        "archive",
        () ->
            from(
                name,
                files.openFile(
                    getScene().getWindow(),
                    Text.of("ui.data.from.archive"),
                    new FileKind(
                        Text.of("ui.data.from.archive.kind"), List.of("*.tar.gz", "*.tgz")))));
  }

  private void from(String name, Optional<Path> path) {
    path.ifPresent(chosen -> model.fetch(name, Optional.of(chosen.toString())));
  }

  private void add(String source, Runnable action) {
    MenuItem item = new MenuItem(Text.of("ui.data.from." + source));
    item.setId("data-from-" + source);
    item.setOnAction(event -> action.run());
    getItems().add(item);
  }
}
