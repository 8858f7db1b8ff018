package org.sparsevd.ui;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.sparsevd.ui.control.SegmentedControl;

/**
 * The keys that work everywhere in the window. A focused control's own keys win, and plain keys do
 * nothing while a field is being typed in.
 */
final class StudioKeys {
  private final Map<KeyCode, Runnable> plain;
  private final Map<KeyCode, Runnable> withControl;
  private final IntConsumer stepEpochs;
  private final BooleanSupplier blocked;

  /**
   * @param plain what keys alone do
   * @param withControl what keys with Ctrl (⌘ on a Mac) do
   * @param stepEpochs moves the time cursor
   * @param blocked whether something stands in front of the window
   */
  StudioKeys(
      Map<KeyCode, Runnable> plain,
      Map<KeyCode, Runnable> withControl,
      IntConsumer stepEpochs,
      BooleanSupplier blocked) {
    this.plain = Map.copyOf(plain);
    this.withControl = Map.copyOf(withControl);
    this.stepEpochs = stepEpochs;
    this.blocked = blocked;
  }

  void listenTo(Scene scene) {
    // Arrows come first: a button would use them to hand the focus on.
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::arrows);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::others);
  }

  private void arrows(KeyEvent event) {
    int direction = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
    if (direction != 0 && !hasModifier(event) && !blocked.getAsBoolean() && free(event)) {
      stepEpochs.accept(direction * (event.isShiftDown() ? 10 : 1));
      event.consume();
    }
  }

  private void others(KeyEvent event) {
    if (event.isConsumed() || blocked.getAsBoolean()) {
      return;
    }
    // Esc types nothing: what lies over the charts closes whoever has the keyboard.
    boolean typed = !event.getCode().isFunctionKey() && event.getCode() != KeyCode.ESCAPE;
    boolean typing = typed && event.getTarget() instanceof TextInputControl;
    Runnable action =
        event.isShortcutDown() && !event.isAltDown()
            ? withControl.get(event.getCode())
            : hasModifier(event) || typing ? null : plain.get(event.getCode());
    if (action != null) {
      action.run();
      event.consume();
    }
  }

  /** Whether the focused control has no use of its own for left and right. */
  private static boolean free(KeyEvent event) {
    if (!(event.getTarget() instanceof Node node)) {
      return true;
    }
    boolean plainButton =
        (node instanceof ButtonBase || node instanceof CheckBox)
            && !(node.getParent() instanceof SegmentedControl<?>);
    boolean passive =
        node.getParent() == null || node instanceof Label || !node.isFocusTraversable();
    return (plainButton || passive)
        && !(node instanceof TextInputControl)
        && !(node instanceof ComboBoxBase<?>);
  }

  private static boolean hasModifier(KeyEvent event) {
    return event.isControlDown() || event.isAltDown() || event.isMetaDown();
  }
}
