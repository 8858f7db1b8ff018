package org.sparsevd.ui.control;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;

/** A flat button that is only an icon; its name is told by tooltip and to screen readers. */
public final class IconButton extends Button {
  private final Icon icon;
  private final Tooltip tooltip = new Tooltip();

  /**
   * @param name what the button does, with its key if it has one
   * @param action what happens on a click
   */
  public IconButton(Feather feather, String name, Runnable action) {
    icon = new Icon(feather);
    setGraphic(icon);
    setTooltip(tooltip);
    getStyleClass().add("icon-button");
    setOnAction(event -> action.run());
    rename(name);
  }

  /** Shows another icon and name, for a button that switches between two states. */
  public void show(Feather feather, String name) {
    icon.show(feather);
    rename(name);
  }

  private void rename(String name) {
    tooltip.setText(name);
    setAccessibleText(name);
  }
}
