package org.sparsevd.ui.data;

import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.data.store.DatasetImport;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.Overlay;

/** Asks what to call data that are to be imported; says at once why a name cannot be. */
final class ImportPrompt extends VBox {
  private final DataModel model;
  private final TextField name = new TextField();
  private final Label wrong = new Label();
  private final Button go = new Button(Text.of("ui.data.import.go"));

  private ImportPrompt(DataModel model, Path path, Runnable close) {
    this.model = model;
    getStyleClass().addAll("prompt", "asks");
    setId("data-prompt");
    Label head = new Label(Text.of("ui.data.prompt.title"));
    head.getStyleClass().add("prompt-title");
    head.setGraphic(new Icon(Feather.UPLOAD));
    Label what = new Label(Text.of("ui.data.prompt.message", path));
    what.setWrapText(true);
    what.setMinHeight(Region.USE_PREF_SIZE);
    Label label = new Label(Text.of("ui.data.prompt.name"));
    label.getStyleClass().add("caption");
    label.setLabelFor(name);
    name.setId("data-name");
    name.setAccessibleText(Text.of("ui.data.prompt.name"));
    name.setText(DatasetImport.nameFor(path));
    wrong.setId("data-name-problem");
    wrong.getStyleClass().add("setting-error");
    wrong.setGraphic(new Icon(Feather.ALERT_CIRCLE));
    wrong.setWrapText(true);
    wrong.setMinHeight(Region.USE_PREF_SIZE);
    Button cancel = new Button(Text.of("ui.prompt.cancel"));
    cancel.setId("cancel");
    cancel.setOnAction(event -> close.run());
    go.setId("confirm");
    go.getStyleClass().add("accent");
    go.setOnAction(event -> {
      close.run();
      model.importFrom(path, name.getText());
    });
    name.setOnAction(event -> go.fire()); // does nothing while the button is disabled
    HBox buttons = new HBox(cancel, go);
    buttons.getStyleClass().add("prompt-buttons");
    getChildren().setAll(head, what, label, name, wrong, buttons);
    name.textProperty().addListener(observable -> check());
    check();
  }

  /** Asks for the name of the data at {@code path}, then imports them. */
  static void show(Overlay overlay, DataModel model, Path path) {
    ImportPrompt prompt = new ImportPrompt(model, path, overlay::hide);
    overlay.show(prompt, prompt.name, () -> {});
  }

  private void check() {
    String asked = name.getText();
    go.setDisable(true); // until the folder has been looked into
    model.checkFree(
        asked,
        problem -> {
          if (asked.equals(name.getText())) {
            wrong.setText(problem);
            wrong.setVisible(!problem.isEmpty());
            wrong.setManaged(!problem.isEmpty());
            name.getStyleClass().remove("bad");
            if (!problem.isEmpty()) {
              name.getStyleClass().add("bad");
            }
            go.setDisable(!problem.isEmpty());
          }
        });
  }
}
