package org.sparsevd.ui.data;

import java.io.IOException;
import java.util.List;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.store.DatasetEntry;
import org.sparsevd.data.store.DatasetStore;

/**
 * Where the data sets of a window are.
 *
 * @param catalog all that can be trained on
 * @param store where what is fetched and imported goes; its folder is one of the catalogue's
 */
public record DataFolders(DatasetCatalog catalog, DatasetStore store) {

  /** Those of this program and this user. */
  public static DataFolders ofUser() {
    return new DataFolders(DatasetCatalog.current(), DatasetStore.ofUser());
  }

  /** Everything there is as it is now, and what can be fetched. */
  List<DataItem> list() throws IOException {
    return DatasetEntry.all(catalog).stream().map(this::item).toList();
  }

  private DataItem item(DatasetEntry entry) {
    String name = entry.name();
    return new DataItem(
        entry,
        catalog.files(name).stream().anyMatch(file -> file.startsWith(store.folder())),
        entry.state() == DatasetEntry.State.FETCHABLE ? arrived(name) : 0,
        catalog.version(name));
  }

  private long arrived(String name) {
    try {
      return store.downloadedBytes(name);
    } catch (IOException e) {
      return 0; // a hint only; fetching says what is wrong
    }
  }
}
