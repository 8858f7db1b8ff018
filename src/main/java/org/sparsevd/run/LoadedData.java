package org.sparsevd.run;

import org.sparsevd.data.DataRequest;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.data.DatasetException;
import org.sparsevd.train.ExperimentConfig;

/** Data that is read once as long as the same is asked for. One thread at a time. */
public final class LoadedData {
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
    Key key = new Key(config.dataRequest(), catalog.version(config.dataset()));
    if (!key.equals(loadedKey)) {
      loaded = null; // lets go of the old before reading the new
      loadedKey = null;
      loaded = catalog.load(key.request);
      loadedKey = key;
    }
    return loaded;
  }

  /** What decides the data. */
  private record Key(DataRequest request, long version) {}
}
