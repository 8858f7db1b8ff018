package org.sparsevd.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Light or dark: AtlantaFX Primer with the studio's own tokens and rules on top. */
public enum Theme {
  LIGHT,
  DARK;

  /** Root text size, in pixels, that all other sizes follow. */
  static final double STANDARD_TEXT_SIZE = 12;

  static {
    for (String weight : List.of("Regular", "Medium", "SemiBold")) {
      Font.loadFont(Theme.class.getResourceAsStream("fonts/InterTab-" + weight + ".otf"), 12);
    }
  }

  /** Dresses {@code scene}; {@code textSize} in pixels. */
  public void applyTo(Scene scene, double textSize) {
    Application.setUserAgentStylesheet(
        this == DARK
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    scene.getStylesheets().setAll(resource(this == DARK ? "dark.css" : "light.css"), studio());
    scene.getRoot().setStyle("-fx-font-size: " + textSize + "px;");
  }

  public boolean isDark() {
    return this == DARK;
  }

  Theme other() {
    return this == DARK ? LIGHT : DARK;
  }

  private static String studio() {
    return resource("studio.css");
  }

  private static String resource(String name) {
    return Theme.class.getResource(name).toExternalForm();
  }
}
