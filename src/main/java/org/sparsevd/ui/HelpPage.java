package org.sparsevd.ui;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.IconButton;
import org.sparsevd.ui.control.Overlay;
import org.sparsevd.ui.control.ReadingPane;

/** What the parts of the window are and which keys there are. */
final class HelpPage extends VBox {
  private static final List<String> PARTS =
      List.of(
          "form",
          "train",
          "charts",
          "result",
          "threshold",
          "masks",
          "kl",
          "noise",
          "compare",
          "library",
          "results",
          "learn",
          "data",
          "time");
  private static final List<String> KEYS =
      List.of(
          "tab",
          "space",
          "s",
          "r",
          "arrows",
          "shiftArrows",
          "pages",
          "handle",
          "views",
          "undo",
          "runs",
          "sort",
          "open",
          "export",
          "size",
          "theme",
          "help",
          "escape");

  private HelpPage(Runnable close) {
    getStyleClass().addAll("prompt", "help");
    setId("help-page");
    Label title = new Label(Text.of("ui.help.title"));
    title.getStyleClass().add("prompt-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    IconButton closeButton = new IconButton(Feather.X, Text.of("ui.prompt.close"), close);
    closeButton.setId("help-close");
    VBox content =
        new VBox(
            heading("ui.help.parts"),
            table("part", PARTS),
            heading("ui.help.keys"),
            table("key", KEYS));
    content.getStyleClass().add("help-content");
    ReadingPane scroll = new ReadingPane(content, Text.of("ui.help.title"));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(new HBox(title, gap, closeButton), scroll);
  }

  static void show(Overlay overlay) {
    HelpPage page = new HelpPage(overlay::hide);
    overlay.show(page, page.lookup("#help-close"), () -> {});
  }

  private static Label heading(String key) {
    Label heading = new Label(Text.of(key));
    heading.getStyleClass().add("card-title");
    return heading;
  }

  private static Node table(String kind, List<String> names) {
    GridPane table = new GridPane();
    table.getStyleClass().add("help-table");
    int row = 0;
    for (String name : names) {
      Label left = new Label(Text.of("ui.help." + kind + "." + name));
      left.getStyleClass().add(kind.equals("key") ? "key-cap" : "strong");
      left.setMinWidth(Region.USE_PREF_SIZE);
      Label right = new Label(Text.of("ui.help." + kind + "." + name + ".text"));
      right.setWrapText(true);
      GridPane.setHgrow(right, Priority.ALWAYS);
      table.addRow(row++, left, right);
    }
    return table;
  }
}
