package org.sparsevd.run;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sparsevd.data.DataRequest;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.train.ExperimentConfig;

/**
 * Data that is read once as long as the same is asked for. One thread at a time; all of them
 * together hold the same data set once, as long as one of them does.
 */
public final class LoadedData {
  private static final Map<Key, WeakReference<Dataset>> SHARED = new ConcurrentHashMap<>();

  private final DatasetCatalog catalog;
  private Key loadedKey; // null when nothing is loaded
  private Dataset loaded;

  /**
   * @param catalog where the data sets are
   */
  public LoadedData(DatasetCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The data set of a config, split as it asks.
   *
   * @throws DatasetException when it cannot be used
   */
  public Dataset of(ExperimentConfig config) throws DatasetException {
    Key key = new Key(catalog.places(), config.dataRequest(), catalog.version(config.dataset()));
    if (!key.equals(loadedKey)) {
      loaded = null; // lets go of the old before reading the new
      loadedKey = null;
      loaded = shared(key);
      loadedKey = key;
    }
    return loaded;
  }

  /** Two that ask at the same time may both read: the one that is later lets go of its own. */
  private Dataset shared(Key key) throws DatasetException {
    Dataset known = held(key);
    if (known != null) {
      return known;
    }
    Dataset read = catalog.load(key.request);
    SHARED.values().removeIf(each -> each.refersTo(null));
    WeakReference<Dataset> mine = new WeakReference<>(read);
    Dataset other =
        SHARED.merge(key, mine, (there, here) -> there.refersTo(null) ? here : there).get();
    return other == null ? read : other;
  }

  private static Dataset held(Key key) {
    WeakReference<Dataset> reference = SHARED.get(key);
    return reference == null ? null : reference.get();
  }

  /** What decides the data. */
  private record Key(List<Path> places, DataRequest request, long version) {}
}
