package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.data.Dataset;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.train.ExperimentConfig;

class LoadedDataTest {
  @TempDir private Path folder;
  private DatasetCatalog catalog;
  private ExperimentConfig config;

  @BeforeEach
  void write() throws Exception {
    catalog = catalog("program");
    config = RecordedRun.toy("dataset=own", "preprocessing=unit", "validationSize=0");
  }

  private DatasetCatalog catalog(String name) throws Exception {
    Path data = Files.createDirectory(folder.resolve(name));
    Files.writeString(data.resolve("own.csv"), "a,label\n" + "1,x\n2,y\n".repeat(10));
    return new DatasetCatalog(data);
  }

  @Test
  void allHoldTheSameDataOnce() throws Exception {
    Dataset first = new LoadedData(catalog).of(config);
    LoadedData other = new LoadedData(catalog);
    assertSame(first, other.of(config));
    assertSame(first, other.of(config.with("learningRate", "0.1")), "nothing of the data");
    assertNotSame(first, other.of(config.with("seed", "2")), "another split");
    assertNotSame(first, new LoadedData(catalog("elsewhere")).of(config), "another file");
  }

  @Test
  void aFileThatChangedIsReadAgain() throws Exception {
    LoadedData data = new LoadedData(catalog);
    int before = data.of(config).train().size();
    Files.writeString(catalog.csv("own").orElseThrow(), "a,label\n" + "1,x\n2,y\n".repeat(20));
    assertEquals(2 * before, data.of(config).train().size());
    assertEquals(2 * before, new LoadedData(catalog).of(config).train().size());
  }

  @Test
  void whatNobodyHoldsAnyMoreIsLetGo() throws Exception {
    LoadedData data = new LoadedData(catalog);
    WeakReference<Dataset> held = new WeakReference<>(data.of(config));
    data.of(config.with("seed", "2"));
    for (int i = 0; i < 50 && !held.refersTo(null); i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertTrue(held.refersTo(null));
  }
}
