package org.sparsevd.ui.control;

import java.util.List;
import java.util.Optional;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Holds cards and shows one of them alone, over the whole room, when it is to be large. */
@SuppressWarnings("ReferenceEquality") // the same node, not an equal one
public final class EnlargePane extends StackPane {
  private final Pane content;
  private final StackPane stage = new StackPane();
  private Optional<Card> enlarged = Optional.empty();
  private Region gap; // stands in for the enlarged card

  /**
   * @param content where the cards are, at any depth
   */
  public EnlargePane(Pane content, List<? extends Card> cards) {
    this.content = content;
    stage.getStyleClass().add("enlarged");
    stage.setVisible(false);
    getChildren().setAll(content, stage);
    cards.forEach(card -> card.setOnEnlarge(() -> toggle(card)));
  }

  /** Puts an enlarged card back; false when there was none. */
  public boolean shrink() {
    enlarged.ifPresent(this::putBack);
    boolean had = stage.isVisible();
    stage.setVisible(false);
    content.setVisible(true);
    return had;
  }

  private void toggle(Card card) {
    boolean wasLarge = enlarged.filter(card::equals).isPresent();
    shrink();
    if (!wasLarge) {
      boolean focused = holdsFocus(card);
      gap = new Region();
      gap.getProperties().putAll(card.getProperties()); // its place in a grid or box
      ObservableList<Node> siblings = ((Pane) card.getParent()).getChildren();
      siblings.set(siblings.indexOf(card), gap);
      stage.getChildren().setAll(card);
      stage.setVisible(true);
      content.setVisible(false);
      enlarged = Optional.of(card);
      card.setEnlarged(true);
      keepFocus(card, focused);
    }
  }

  private void putBack(Card card) {
    boolean focused = holdsFocus(card);
    stage.getChildren().clear();
    ObservableList<Node> siblings = ((Pane) gap.getParent()).getChildren();
    siblings.set(siblings.indexOf(gap), card);
    card.setEnlarged(false);
    enlarged = Optional.empty();
    content.setVisible(true); // what is hidden takes no focus
    keepFocus(card, focused);
  }

  private static boolean holdsFocus(Card card) {
    Node node = card.getScene() == null ? null : card.getScene().getFocusOwner();
    while (node != null && node != card) {
      node = node.getParent();
    }
    return node != null;
  }

  /** What leaves its place in the window loses the keyboard. */
  private static void keepFocus(Card card, boolean focused) {
    if (focused) {
      card.focusCorner();
    }
  }
}
