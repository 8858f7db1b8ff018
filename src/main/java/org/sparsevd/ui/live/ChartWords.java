package org.sparsevd.ui.live;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.ChartData;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.SegmentedControl;

/** What a chart says, in words or as a table, where the chart would stand. Esc goes back to it. */
public final class ChartWords extends VBox {
  /** The two ways to read it. */
  public enum Form {
    WORDS,
    TABLE
  }

  private static final double COLUMN_EM = 9;

  /** Room around the words of a column's head, in em. */
  private static final double HEAD_EM = 2.5;

  private final SegmentedControl<Form> form =
      new SegmentedControl<>(
          Text.of("chart.words.form"), each -> Text.of("chart.words." + each.name()));
  private final TextArea text = new TextArea();
  private final TableView<List<String>> table = new TableView<>();
  private ChartData shown;

  ChartWords(Runnable back) {
    getStyleClass().add("chart-words");
    form.setItems(List.of(Form.values()));
    form.valueProperty().addListener(observable -> arrange());
    text.setEditable(false);
    text.setWrapText(true);
    text.getStyleClass().add("chart-description");
    text.fontProperty().addListener(observable -> fitColumns());
    text.setAccessibleText(Text.of("chart.words.WORDS"));
    table.getStyleClass().add("chart-table");
    table.setAccessibleText(Text.of("chart.words.TABLE"));
    table.setPlaceholder(new Label(Text.of("chart.words.empty")));
    Button copy = button("chart.words.copy", Feather.COPY, this::copy);
    Button backButton = button("chart.words.back", Feather.CORNER_UP_LEFT, back);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(form, gap, copy, backButton);
    head.getStyleClass().add("chart-words-head");
    StackPane content = new StackPane(text, table);
    VBox.setVgrow(content, Priority.ALWAYS);
    setMinSize(0, 0);
    getChildren().setAll(head, content);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            back.run();
            event.consume();
          }
        });
    arrange();
  }

  private static Button button(String key, Feather icon, Runnable action) {
    Button button = new Button(Text.of(key), new Icon(icon));
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Text.of(key + ".help")));
    button.setOnAction(event -> action.run());
    return button;
  }

  /** Says what {@code data} holds; keeps the place where somebody reads. */
  void show(ChartData data) {
    if (data.equals(shown)) {
      return;
    }
    String words = data.description();
    if (!words.equals(text.getText())) {
      text.setText(words);
    }
    boolean otherColumns = shown == null || !shown.columns().equals(data.columns());
    shown = data;
    if (otherColumns) {
      table.getColumns().clear();
      List<String> names = data.columns();
      for (int i = 0; i < names.size(); i++) {
        int cell = i;
        TableColumn<List<String>, String> column = new TableColumn<>(names.get(i));
        column.setSortable(false); // cells are words: "10" would stand before "9"
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().get(cell)));
        table.getColumns().add(column);
      }
      fitColumns();
    }
    table.getItems().setAll(data.series().isEmpty() ? List.of() : data.rows());
  }

  /** As wide as the size of the text asks for; each column's head is all there. */
  private void fitColumns() {
    double em = text.getFont().getSize();
    for (TableColumn<List<String>, ?> column : table.getColumns()) {
      javafx.scene.text.Text head = new javafx.scene.text.Text(column.getText());
      head.setFont(text.getFont());
      double words = head.getLayoutBounds().getWidth();
      column.setPrefWidth(Math.ceil(Math.max(COLUMN_EM * em, words + HEAD_EM * em)));
    }
  }

  void choose(Form wanted) {
    form.setValue(wanted);
  }

  /** Gives the words or the table the keyboard. */
  void focus() {
    (form.getValue() == Form.TABLE ? table : text).requestFocus();
  }

  private void arrange() {
    boolean isTable = form.getValue() == Form.TABLE;
    table.setVisible(isTable);
    text.setVisible(!isTable);
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    boolean isTable = form.getValue() == Form.TABLE;
    content.putString(isTable ? shown.tabSeparated() : shown.description());
    Clipboard.getSystemClipboard().setContent(content);
  }
}
