package org.sparsevd.ui;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/** What a node listens to; JavaFX keeps that to itself. */
final class Handlers {
  private Handlers() {}

  /** Whether a click or a drag does something; a press alone only takes a tooltip away. */
  static boolean takesMouse(Node node) {
    return has(node, MouseEvent.MOUSE_CLICKED)
        || has(node, MouseEvent.MOUSE_RELEASED)
        || has(node, MouseEvent.MOUSE_DRAGGED);
  }

  /** Whether a key does something. */
  static boolean takesKeys(Node node) {
    return has(node, KeyEvent.KEY_PRESSED) || has(node, KeyEvent.ANY);
  }

  private static boolean has(Node node, EventType<?> type) {
    try {
      Object dispatcher = node.getEventDispatcher();
      Method method = dispatcher.getClass().getMethod("getEventHandlerManager");
      method.setAccessible(true);
      Object handlers = method.invoke(dispatcher);
      Field field = handlers.getClass().getDeclaredField("eventHandlerMap");
      field.setAccessible(true);
      Object handler = ((Map<?, ?>) field.get(handlers)).get(type);
      if (handler == null) {
        return false;
      }
      Method any = handler.getClass().getDeclaredMethod("hasHandler");
      any.setAccessible(true);
      return (boolean) any.invoke(handler);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("handlers of " + node, e);
    }
  }
}
