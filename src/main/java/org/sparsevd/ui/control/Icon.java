package org.sparsevd.ui.control;

import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A Feather icon whose size and colour come from the style sheet. Unlike Ikonli's own node its size
 * is a font size, so it can be given in em and grows with the text around it.
 */
public final class Icon extends Text {
  /** Ikonli loads the icons' typeface, "FeatherIcons" in the style sheet, with its first node. */
  static final String FAMILY = new FontIcon(Feather.ACTIVITY).getFont().getFamily();

  public Icon(Feather icon) {
    getStyleClass().add("icon");
    setBoundsType(TextBoundsType.LOGICAL_VERTICAL_CENTER);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    show(icon);
  }

  /** Shows another icon. */
  public void show(Feather icon) {
    setText(Character.toString(icon.getCode()));
    setId(icon.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
