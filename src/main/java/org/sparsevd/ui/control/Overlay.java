package org.sparsevd.ui.control;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * A window's content with room for one thing in front of it: a question, a page. What lies behind
 * can't be used meanwhile. A window of its own is not needed for that, and in this one it looks and
 * behaves the same on every platform.
 */
public final class Overlay extends StackPane {
  private final Node behind;
  private final StackPane scrim = new StackPane();
  private Runnable onGivenUp = () -> {};
  private Optional<Node> focusBefore = Optional.empty();

  @SuppressWarnings("ReferenceEquality") // the same node, not an equal one
  public Overlay(Node behind) {
    this.behind = behind;
    behind.getStyleClass().add("behind");
    scrim.getStyleClass().add("scrim");
    scrim.setId("overlay");
    scrim.setVisible(false);
    scrim.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            giveUp();
            event.consume();
          }
        });
    scrim.setOnMouseClicked(event -> {
      if (event.getTarget() == scrim) {
        giveUp();
      }
    });
    getChildren().setAll(behind, scrim);
  }

  /**
   * Shows {@code front} until {@link #hide}.
   *
   * @param first gets the focus
   * @param givenUp called when the user goes away with Esc or a click beside it
   */
  public void show(Region front, Node first, Runnable givenUp) {
    if (!isShowing()) { // else it is the focus of what this one takes the place of
      focusBefore = Optional.ofNullable(getScene()).map(scene -> scene.getFocusOwner());
    }
    onGivenUp = givenUp;
    front.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    scrim.getChildren().setAll(front);
    scrim.setVisible(true);
    behind.setDisable(true);
    first.requestFocus();
  }

  public boolean isShowing() {
    return scrim.isVisible();
  }

  /** Takes away what is in front. */
  public void hide() {
    scrim.setVisible(false);
    scrim.getChildren().clear();
    behind.setDisable(false);
    focusBefore.ifPresent(Node::requestFocus);
  }

  private void giveUp() {
    Runnable action = onGivenUp;
    hide();
    action.run();
  }
}
