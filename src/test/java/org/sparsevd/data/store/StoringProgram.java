package org.sparsevd.data.store;

import java.io.IOException;
import java.nio.file.Path;
import org.sparsevd.data.DatasetException;

/** Somebody who fetches or imports too, in a process of their own. */
final class StoringProgram {
  private StoringProgram() {}

  /**
   * Arguments: {@code hold} and the store's folder, to fetch {@link SmallCifar} until it is ended;
   * or {@code import}, the store's folder, a CSV file and how many names to give it, for each of
   * which it says whether it got it. It says when it is ready for each, and waits for a line.
   */
  public static void main(String[] arguments) throws Exception {
    DatasetStore store = new DatasetStore(Path.of(arguments[1]));
    if (arguments[0].equals("hold")) {
      try (FetchLock _ = FetchLock.take(store.downloads("cifar"), SmallCifar.dataset(10, ""))) {
        ready();
      }
    } else {
      for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
        ready();
        System.out.println(gets(store, Path.of(arguments[2]), "name" + i));
      }
    }
  }

  private static void ready() throws IOException {
    System.out.println("ready");
    System.out.flush();
    int _ = System.in.read();
  }

  /** Imports a file; tells whether the name was free. */
  static boolean gets(DatasetStore store, Path csv, String name) throws IOException {
    try {
      DatasetImport.importFrom(csv, name, store, (what, done, total) -> {});
      return true;
    } catch (DatasetException e) {
      if (!e.getMessage().contains("is there already")) {
        throw e;
      }
      return false;
    }
  }
}
