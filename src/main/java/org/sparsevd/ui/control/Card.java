package org.sparsevd.ui.control;

import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;

/**
 * A panel with a head (title, a quieter line beside or below it, actions) above its content. A
 * double click on the head or the content, or the icon in the corner, enlarges it when somebody
 * listens.
 */
public class Card extends VBox {
  private final Label title = new Label();
  private final Label subtitle = new Label();
  private final HBox actions = new HBox();
  private final HBox head;
  private final IconButton enlarge;
  private Runnable onEnlarge = () -> {};

  @SuppressWarnings(
      "this-escape") // fills lists of its own and calls nothing that can be overridden
  public Card(String titleText) {
    getStyleClass().add("card");
    title.setText(titleText);
    title.getStyleClass().add("card-title");
    subtitle.getStyleClass().add("card-subtitle");
    actions.getStyleClass().add("card-actions");
    actions.setMinWidth(Region.USE_PREF_SIZE); // the words have other lines to go to
    HeadWords words = new HeadWords(title, subtitle);
    HBox.setHgrow(words, Priority.ALWAYS);
    enlarge = new IconButton(Feather.MAXIMIZE_2, Text.of("ui.card.enlarge"), this::enlarge);
    enlarge.getStyleClass().add("small");
    show(enlarge, false);
    head = new HBox(words, actions, enlarge);
    head.getStyleClass().add("card-head");
    getChildren().add(head);
  }

  /** Puts {@code content} under the head; it takes all the room there is. */
  public final void setContent(Node content) {
    getChildren().setAll(head, content);
    VBox.setVgrow(content, Priority.ALWAYS);
  }

  public final StringProperty titleProperty() {
    return title.textProperty();
  }

  /** A quieter line after the title; empty at first. */
  public final StringProperty subtitleProperty() {
    return subtitle.textProperty();
  }

  /** What stands at the right end of the head, before the corner icon. */
  public final ObservableList<Node> actions() {
    return actions.getChildren();
  }

  /** Shows the corner icon and calls {@code action} when the card is to change its size. */
  public final void setOnEnlarge(Runnable action) {
    onEnlarge = action;
    show(enlarge, true);
    setOnMouseClicked(this::clicked);
  }

  /** Tells the corner icon whether the card is large now. */
  public final void setEnlarged(boolean enlarged) {
    enlarge.show(
        enlarged ? Feather.MINIMIZE_2 : Feather.MAXIMIZE_2,
        Text.of(enlarged ? "ui.card.shrink" : "ui.card.enlarge"));
  }

  /** Gives the corner icon the keyboard, for a card that was moved with it. */
  final void focusCorner() {
    enlarge.requestFocus();
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      enlarge();
    }
  }

  private void enlarge() {
    onEnlarge.run();
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
