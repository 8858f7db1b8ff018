package org.sparsevd.data.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparsevd.data.DatasetException;

/** Somebody who fetches or imports too, in a process of their own. */
final class StoringProgram {
  private StoringProgram() {}

  /**
   * Waits for a line once it is ready, which it says. Arguments: {@code hold} and the store's
   * folder, to fetch {@link SmallCifar} until it is ended; or {@code import}, the store's folder, a
   * CSV file and how many names to give it, of which it prints those it got.
   */
  public static void main(String[] arguments) throws Exception {
    DatasetStore store = new DatasetStore(Path.of(arguments[1]));
    if (arguments[0].equals("hold")) {
      try (FetchLock _ = FetchLock.take(store.downloads("cifar"), SmallCifar.dataset(10, ""))) {
        ready();
      }
    } else {
      ready();
      System.out.println(
          String.join(",", imported(store, Path.of(arguments[2]), Integer.parseInt(arguments[3]))));
    }
  }

  private static void ready() throws Exception {
    System.out.println("ready");
    System.out.flush();
    int _ = System.in.read();
  }

  /** Imports a file under many names; gives those that were free. */
  static List<String> imported(DatasetStore store, Path csv, int names) throws Exception {
    List<String> got = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      try {
        DatasetImport.importFrom(csv, "name" + i, store, (what, done, total) -> {});
        got.add("name" + i);
      } catch (DatasetException e) {
        if (!e.getMessage().contains("is there already")) {
          throw e;
        }
      }
    }
    return got;
  }
}
