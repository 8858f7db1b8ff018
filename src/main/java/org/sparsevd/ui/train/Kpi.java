package org.sparsevd.ui.train;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.ui.control.Icon;

/** One figure large, with its name above and a note below. */
final class Kpi extends VBox {
  private final Label name = new Label();
  private final Label number = new Label();
  private final Label unit = new Label();
  private final Label note = new Label();
  private final Icon warning = new Icon(Feather.ALERT_TRIANGLE);
  private final Tooltip tooltip = new Tooltip();

  Kpi(String id) {
    setId("kpi-" + id);
    getStyleClass().add("kpi");
    name.getStyleClass().add("caption");
    number.getStyleClass().add("kpi-number");
    number.setMinWidth(Region.USE_PREF_SIZE);
    unit.getStyleClass().add("kpi-unit");
    note.getStyleClass().addAll("caption", "kpi-note");
    note.managedProperty().bind(note.textProperty().isNotEmpty());
    FlowPane line = new FlowPane(number, unit); // a count of millions leaves no room beside it
    line.setRowValignment(VPos.BASELINE);
    line.getStyleClass().add("kpi-line");
    getChildren().setAll(name, line, note);
  }

  void show(String nameText, String numberText, String unitText, String noteText) {
    name.setText(nameText);
    number.setText(numberText);
    unit.setText(unitText);
    note.setText(noteText);
    setAccessibleText(nameText + " " + numberText + unitText + " " + noteText);
  }

  /** Whether the note is a warning. */
  void warn(boolean warn) {
    note.setGraphic(warn ? warning : null);
    note.getStyleClass().remove("warn-text");
    if (warn) {
      note.getStyleClass().add("warn-text");
    }
  }

  void explain(String text) {
    tooltip.setText(text);
    Tooltip.install(this, tooltip);
  }
}
