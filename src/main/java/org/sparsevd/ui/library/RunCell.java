package org.sparsevd.ui.library;

import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.sparsevd.run.RunSummary;

/** A cell of the list of runs; its whole text is in its tooltip. */
final class RunCell extends TableCell<RunSummary, RunSummary> {
  private final RunColumn column;
  private final Tooltip tooltip = new Tooltip();

  RunCell(RunColumn column) {
    this.column = column;
    setAlignment(column.isNumber() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
  }

  @Override
  protected void updateItem(RunSummary run, boolean empty) {
    super.updateItem(run, empty);
    String text = empty || run == null ? "" : column.text(run);
    setText(text);
    tooltip.setText(text);
    setTooltip(text.isEmpty() ? null : tooltip);
  }
}
