package org.sparsevd.ui;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that is made when it is first asked for. The views but the first are: to make all of
 * them delays the window by a tenth. For the view's thread.
 *
 * @param <T> what is made
 */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private Optional<T> made = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    if (made.isEmpty()) {
      made = Optional.of(maker.get());
    }
    return made.get();
  }

  /** Empty as long as nobody has asked for it. */
  Optional<T> ifMade() {
    return made;
  }
}
