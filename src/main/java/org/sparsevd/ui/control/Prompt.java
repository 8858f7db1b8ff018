package org.sparsevd.ui.control;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;

/** A question or a message in front of the window. */
public final class Prompt extends VBox {
  private final HBox buttons = new HBox();
  private final Overlay overlay;

  private Prompt(Overlay overlay, Feather feather, String tone, String title, String message) {
    this.overlay = overlay;
    getStyleClass().addAll("prompt", tone);
    setId("prompt");
    Label head = new Label(title);
    head.getStyleClass().add("prompt-title");
    head.setGraphic(new Icon(feather));
    head.setWrapText(true);
    buttons.getStyleClass().add("prompt-buttons");
    getChildren().addAll(head, paragraph(message));
  }

  /** Asks whether to do {@code action}, which is named on its button. */
  public static void ask(
      Overlay overlay, String title, String message, String actionName, Runnable action) {
    Prompt prompt = new Prompt(overlay, Feather.HELP_CIRCLE, "asks", title, message);
    Button cancel = prompt.button(Text.of("ui.prompt.cancel"), "cancel", () -> {});
    Button go = prompt.button(actionName, "confirm", action);
    go.getStyleClass().add("accent");
    prompt.finish(cancel);
  }

  /** Tells what went wrong and what to do; details stay folded. */
  public static void tell(
      Overlay overlay, String title, String message, String advice, String details) {
    Prompt prompt = new Prompt(overlay, Feather.ALERT_TRIANGLE, "warns", title, message);
    prompt.getChildren().add(prompt.paragraph(advice));
    if (!details.isBlank()) {
      TextArea text = new TextArea(details);
      text.setEditable(false);
      text.getStyleClass().add("prompt-details");
      TitledPane folded = new TitledPane(Text.of("ui.prompt.details"), text);
      folded.setExpanded(false);
      folded.setAnimated(false);
      prompt.getChildren().add(folded);
    }
    Button close = prompt.button(Text.of("ui.prompt.close"), "confirm", () -> {});
    close.getStyleClass().add("accent");
    prompt.finish(close);
  }

  private Label paragraph(String text) {
    Label paragraph = new Label(text);
    paragraph.setWrapText(true);
    paragraph.setMinHeight(Region.USE_PREF_SIZE);
    return paragraph;
  }

  private Button button(String name, String id, Runnable action) {
    Button button = new Button(name);
    button.setId(id);
    button.setOnAction(event -> {
      overlay.hide();
      action.run();
    });
    buttons.getChildren().add(button);
    return button;
  }

  private void finish(Button focused) {
    getChildren().add(buttons);
    overlay.show(this, focused, () -> {});
  }
}
