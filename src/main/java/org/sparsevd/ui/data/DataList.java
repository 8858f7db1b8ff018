package org.sparsevd.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.FileDialogs.FileKind;
import org.sparsevd.ui.control.Icon;

/** All data sets with their state, and the way in for the user's own. */
final class DataList extends Card {
  private final DataModel model;
  private final FileDialogs files;
  private final Consumer<Path> take;
  private final ListView<DataItem> list = new ListView<>();
  private boolean filling;

  /**
   * @param take is given the file or folder that the user chooses
   */
  DataList(DataModel model, FileDialogs files, Consumer<Path> take) {
    super(Text.of("ui.data.title"));
    this.model = model;
    this.files = files;
    this.take = take;
    getStyleClass().add("data-list-card");
    actions().add(importMenu());
    list.setId("data-list");
    list.setAccessibleText(Text.of("ui.data.title"));
    list.setCellFactory(each -> new Cell());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((observable, before, now) -> {
          if (!filling && now != null) {
            model.select(now.name());
          }
        });
    model.itemsProperty().addListener(observable -> fill());
    model.selectedProperty().addListener(observable -> mark());
    VBox.setVgrow(list, Priority.ALWAYS);
    Label drop = new Label(Text.of("ui.data.drop"));
    drop.getStyleClass().add("caption");
    drop.setWrapText(true);
    drop.setMinHeight(Region.USE_PREF_SIZE);
    VBox content = new VBox(list, drop);
    content.getStyleClass().add("data-list-content");
    setContent(content);
    fill();
  }

  private MenuButton importMenu() {
    MenuButton menu = new MenuButton(Text.of("ui.data.import"), new Icon(Feather.UPLOAD));
    menu.setId("data-import");
    menu.setTooltip(new Tooltip(Text.of("ui.data.import.help")));
    menu.setMinWidth(Region.USE_PREF_SIZE);
    MenuItem file = new MenuItem(Text.of("ui.data.import.file"));
    file.setId("data-import-file");
    file.setOnAction(event ->
        files
            .openFile(
                getScene().getWindow(),
                Text.of("ui.data.import.file"),
                new FileKind(Text.of("ui.data.import.kind"), List.of("*.csv", "*.tar.gz", "*.tgz")))
            .ifPresent(take));
    MenuItem folder = new MenuItem(Text.of("ui.data.import.folder"));
    folder.setId("data-import-folder");
    folder.setOnAction(event ->
        files.openFolder(getScene().getWindow(), Text.of("ui.data.import.folder")).ifPresent(take));
    menu.getItems().setAll(file, folder);
    model.taskProperty().addListener((observable, before, now) -> menu.setDisable(now.isPresent()));
    return menu;
  }

  private void fill() {
    filling = true; // that the list is filled chooses nothing
    list.getItems().setAll(model.itemsProperty().get());
    filling = false;
    mark();
  }

  private void mark() {
    filling = true;
    model.item().ifPresent(list.getSelectionModel()::select);
    filling = false;
  }

  private static final class Cell extends ListCell<DataItem> {
    private final Label title = new Label();
    private final Label name = new Label();
    private final Label state = new Label();
    private final VBox words = new VBox(title, name);
    private final HBox row = new HBox(words, state);

    Cell() {
      title.getStyleClass().add("strong");
      name.getStyleClass().add("caption");
      state.setMinWidth(USE_PREF_SIZE);
      words.setMinWidth(0);
      HBox.setHgrow(words, Priority.ALWAYS);
      row.getStyleClass().add("data-row");
      setPrefWidth(0); // the list's width counts, not the longest title's
    }

    @Override
    protected void updateItem(DataItem item, boolean empty) {
      super.updateItem(item, empty);
      setGraphic(empty || item == null ? null : row);
      if (empty || item == null) {
        setId(null);
        setAccessibleText(null);
        setTooltip(null);
        return;
      }
      setId("data-item-" + item.name());
      title.setText(item.entry().title());
      name.setText(item.secondLine());
      state.setText(item.stateInWords());
      state
          .getStyleClass()
          .setAll(
              "label",
              "data-chip",
              item.isBroken() ? "broken" : item.isHere() ? "here" : "elsewhere");
      setAccessibleText(item.entry().title() + ", " + item.stateInWords());
      setTooltip(item.isBroken() ? new Tooltip(item.entry().problem()) : null);
    }
  }
}
