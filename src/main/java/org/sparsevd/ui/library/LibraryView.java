package org.sparsevd.ui.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.run.RunSummary;
import org.sparsevd.run.archive.RunArchive;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.FileDialogs.FileKind;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;

/** The user's runs in a table: search, sort, open, compare, name, note on, delete, give away. */
public final class LibraryView extends HBox {
  private final Card card = new Card(Text.of("ui.library.title"));
  private final LibraryModel model;
  private final FileDialogs files;
  private final Actions actions;
  private final TextField search = new TextField();
  private final Label count = new Label();
  private final ObservableList<RunSummary> found = FXCollections.observableArrayList();
  private final TableView<RunSummary> table = new TableView<>();
  private final RunNotesCard notes;
  private final HBox undoBar = new HBox();
  private final Label undoWords = new Label();
  private final HBox emptyBar = new HBox();
  private final Label emptyWords = new Label();
  private final IconButton trash =
      new IconButton(Feather.TRASH, Text.of("ui.library.trash"), () -> showEmptying(true));
  private final Label unreadable = new Label();
  private boolean filling;

  /**
   * What happens elsewhere in the window.
   *
   * @param open looks at a run
   * @param compare compares runs
   * @param repeat fills the form with a run's settings
   * @param keepIn keeps runs in another folder from now on
   */
  public record Actions(
      Consumer<Path> open,
      Consumer<List<Path>> compare,
      Consumer<Path> repeat,
      Consumer<Path> keepIn) {}

  public LibraryView(LibraryModel model, FileDialogs files, Actions actions) {
    this.model = model;
    this.files = files;
    this.actions = actions;
    getStyleClass().addAll("view", "library");
    getStylesheets().add(LibraryView.class.getResource("library.css").toExternalForm());
    setId("library");
    notes = new RunNotesCard(model);
    card.actions().addAll(count, searchField(), importButton(), trashButton(), folderButton());
    fillTable();
    VBox.setVgrow(table, Priority.ALWAYS);
    unreadable.getStyleClass().add("warn-text");
    unreadable.setWrapText(true);
    unreadable.setId("library-unreadable");
    VBox content = new VBox(table, unreadable, undoBar(), emptyBar(), buttons());
    content.getStyleClass().add("library-content");
    card.setContent(content);
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setMinWidth(0);
    getChildren().setAll(card, notes);
    model.searchProperty().bind(search.textProperty());
    search.textProperty().addListener(observable -> show());
    model.listingProperty().addListener(observable -> show());
    model.deletedProperty().addListener(observable -> showUndo());
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key); // before the table edits by F2
    showUndo();
    show();
  }

  /** Lists the runs anew. */
  public void load() {
    model.refresh();
  }

  private TextField searchField() {
    search.setId("library-search");
    search.setPromptText(Text.of("ui.library.search"));
    search.setAccessibleText(Text.of("ui.library.search"));
    search.setTooltip(new Tooltip(Text.of("ui.library.search.help")));
    count.getStyleClass().add("caption");
    count.setId("library-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    return search;
  }

  private Button importButton() {
    Button button = new Button(Text.of("ui.library.import"), new Icon(Feather.DOWNLOAD));
    button.setId("library-import");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Text.of("ui.library.import.help")));
    button.setOnAction(event ->
        files
            .openFile(getScene().getWindow(), Text.of("ui.library.import"), archive())
            .ifPresent(file -> model.take(List.of(file), actions.open())));
    return button;
  }

  private IconButton folderButton() {
    IconButton button =
        new IconButton(
            Feather.FOLDER,
            Text.of("ui.library.folder"),
            () ->
                files
                    .openFolder(getScene().getWindow(), Text.of("ui.library.folder"))
                    .ifPresent(actions.keepIn()));
    button.setId("library-folder");
    return button;
  }

  /** {@code ~/talks/runs}. */
  private String folderInWords() {
    Path home = Path.of(System.getProperty("user.home"));
    Path folder = model.folder();
    return folder.startsWith(home)
        ? Path.of("~").resolve(home.relativize(folder)).toString()
        : folder.toString();
  }

  private static FileKind archive() {
    return new FileKind(Text.of("ui.library.archive"), List.of("*" + RunArchive.SUFFIX));
  }

  /** The last column takes what the others leave; where they leave too little the table scrolls. */
  private void fitColumns() {
    double em = search.getFont().getSize();
    double left = table.getWidth() - 2 * em; // a bar at the side stays free
    int place = 0;
    for (RunColumn column : RunColumn.values()) {
      double width = column.widthAt(em);
      boolean last = column == RunColumn.NOTES;
      table.getColumns().get(place++).setPrefWidth(last ? Math.max(width, left) : width);
      left -= width;
    }
  }

  private void fillTable() {
    table.setId("library-table");
    table.setAccessibleText(Text.of("ui.library.title"));
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    Label empty = new Label(Text.of("ui.library.empty"));
    empty.getStyleClass().add("caption");
    empty.setWrapText(true);
    table.setPlaceholder(empty);
    for (RunColumn column : RunColumn.values()) {
      TableColumn<RunSummary, RunSummary> tableColumn = new TableColumn<>(column.label());
      tableColumn.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
      tableColumn.setCellFactory(each -> new RunCell(column));
      tableColumn.setComparator(column.order());
      tableColumn.setId("library-column-" + column.name());
      if (column.isNumber()) {
        tableColumn.getStyleClass().add("number-column");
      }
      table.getColumns().add(tableColumn);
    }
    search.fontProperty().addListener(observable -> fitColumns());
    table.widthProperty().addListener(observable -> fitColumns());
    SortedList<RunSummary> sorted = new SortedList<>(found);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setRowFactory(each -> {
      TableRow<RunSummary> row = new TableRow<>();
      row.setOnMouseClicked(event -> {
        if (event.getButton() == MouseButton.PRIMARY
            && event.getClickCount() == 2
            && !row.isEmpty()) {
          actions.open().accept(row.getItem().folder());
        }
      });
      return row;
    });
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener(
            (ListChangeListener<RunSummary>)
                change -> {
                  if (!filling) {
                    notes.show(only());
                  }
                });
  }

  private HBox undoBar() {
    undoBar.getStyleClass().add("undo-bar");
    Button undo = new Button(Text.of("ui.library.undo"), new Icon(Feather.ROTATE_CCW));
    undo.setId("library-undo");
    undo.setOnAction(event -> model.undoDelete());
    Button done = new Button(Text.of("ui.library.forget"));
    done.setOnAction(event -> model.forgetDeleted());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    undoBar.getChildren().setAll(undoWords, gap, undo, done);
    return undoBar;
  }

  private IconButton trashButton() {
    trash.setId("library-trash");
    return trash;
  }

  /** Asks before what is in the trash goes for good. */
  private HBox emptyBar() {
    emptyBar.getStyleClass().add("undo-bar");
    Button empty = new Button(Text.of("ui.library.empty.trash"), new Icon(Feather.TRASH_2));
    empty.setId("library-empty-trash");
    empty.setOnAction(event -> {
      showEmptying(false);
      model.emptyTrash();
    });
    Button keep = new Button(Text.of("ui.library.keep.trash"));
    keep.setOnAction(event -> showEmptying(false));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    emptyBar.getChildren().setAll(emptyWords, gap, empty, keep);
    showEmptying(false);
    return emptyBar;
  }

  private void showEmptying(boolean asked) {
    emptyWords.setText(Text.of("ui.library.trashed", model.listingProperty().get().trashed()));
    emptyBar.setVisible(asked);
    emptyBar.setManaged(asked);
  }

  private void showUndo() {
    int deleted = model.deletedProperty().get().size();
    undoWords.setText(Text.of("ui.library.deleted", deleted));
    undoBar.setVisible(deleted > 0);
    undoBar.setManaged(deleted > 0);
  }

  private HBox buttons() {
    Button open =
        action(
            "open",
            Feather.FOLDER,
            () -> only().ifPresent(run -> actions.open().accept(run.folder())));
    Button compare = action("compare", Feather.COLUMNS, this::compare);
    Button repeat =
        action(
            "repeat",
            Feather.COPY,
            () -> only().ifPresent(run -> actions.repeat().accept(run.folder())));
    Button export = action("export", Feather.SHARE, () -> only().ifPresent(this::export));
    Button delete = action("delete", Feather.TRASH_2, this::delete);
    var size = Bindings.size(table.getSelectionModel().getSelectedItems());
    for (Button single : List.of(open, repeat, export)) {
      single.disableProperty().bind(size.isNotEqualTo(1));
    }
    compare.disableProperty().bind(size.lessThan(2));
    delete.disableProperty().bind(size.lessThan(1));
    HBox buttons = new HBox(open, compare, repeat, export, delete);
    buttons.getStyleClass().add("library-buttons");
    return buttons;
  }

  private static Button action(String name, Feather icon, Runnable action) {
    Button button = new Button(Text.of("ui.library." + name), new Icon(icon));
    button.setId("library-" + name);
    button.setTooltip(new Tooltip(Text.of("ui.library." + name + ".help")));
    button.setOnAction(event -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private Optional<RunSummary> only() {
    List<RunSummary> chosen = table.getSelectionModel().getSelectedItems();
    return chosen.size() == 1 ? Optional.ofNullable(chosen.getFirst()) : Optional.empty();
  }

  private void compare() {
    actions
        .compare()
        .accept(
            table.getSelectionModel().getSelectedItems().stream().map(RunSummary::folder).toList());
  }

  private void export(RunSummary run) {
    files
        .saveFile(
            getScene().getWindow(),
            Text.of("ui.library.export"),
            run.name() + RunArchive.SUFFIX,
            archive())
        .ifPresent(file -> model.export(run, file));
  }

  private void delete() {
    model.delete(List.copyOf(table.getSelectionModel().getSelectedItems()));
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      only().ifPresent(run -> actions.open().accept(run.folder()));
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE) {
      delete();
      event.consume();
    } else if (event.getCode() == KeyCode.F2) {
      notes.editName();
      event.consume();
    } else if (event.isAltDown() && event.getCode().isDigitKey()) {
      sortBy(event.getCode().getCode() - KeyCode.DIGIT1.getCode());
      event.consume();
    }
  }

  /** What clicks on the head of a column do: up, down, not at all. */
  private void sortBy(int place) {
    if (place < 0 || place >= table.getColumns().size()) {
      return;
    }
    TableColumn<RunSummary, ?> column = table.getColumns().get(place);
    boolean isSorted = table.getSortOrder().contains(column);
    boolean wasUp = column.getSortType() == TableColumn.SortType.ASCENDING;
    column.setSortType(
        isSorted && wasUp ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
    table.getSortOrder().setAll(isSorted && !wasUp ? List.of() : List.of(column));
  }

  private void show() {
    boolean none = model.listingProperty().get().trashed() == 0;
    trash.setDisable(none);
    if (none) {
      showEmptying(false);
    }
    card.subtitleProperty().set(folderInWords());
    List<Path> chosen =
        table.getSelectionModel().getSelectedItems().stream().map(RunSummary::folder).toList();
    List<RunSummary> runs = model.found();
    if (!runs.equals(found)) {
      filling = true; // what is half written in the notes is not to be taken for left
      found.setAll(runs);
      table.getSelectionModel().clearSelection();
      for (int row = 0; row < table.getItems().size(); row++) {
        if (chosen.contains(table.getItems().get(row).folder())) {
          table.getSelectionModel().select(row);
        }
      }
      filling = false;
      notes.show(only());
    }
    int all = model.listingProperty().get().runs().size();
    count.setText(
        runs.size() == all
            ? Text.of("ui.library.count", all)
            : Text.of("ui.library.countFound", runs.size(), all));
    List<String> problems = model.listingProperty().get().unreadable();
    unreadable.setText(String.join("\n", problems));
    unreadable.setVisible(!problems.isEmpty());
    unreadable.setManaged(!problems.isEmpty());
  }
}
