package org.sparsevd.ui.control;

import java.util.function.Function;
import javafx.util.StringConverter;

/** How the items of a box that can't be typed into read. */
public final class ItemWords<T> extends StringConverter<T> {
  private final Function<T, String> words;

  /**
   * @param words of an item; not asked for null, which reads as nothing
   */
  public ItemWords(Function<T, String> words) {
    this.words = words;
  }

  @Override
  public String toString(T item) {
    return item == null ? "" : words.apply(item);
  }

  /** Never asked by a box that can't be typed into. */
  @Override
  public T fromString(String shown) {
    throw new IllegalStateException("\"" + shown + "\" was typed into a box of fixed items");
  }
}
