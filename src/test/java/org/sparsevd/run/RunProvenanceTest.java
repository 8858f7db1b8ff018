package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.train.Setting;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;

/** {@code provenance} of {@code run.json}, read back by OLCUT. */
class RunProvenanceTest {
  @TempDir private Path folder;

  private RunInfo train(String... changes) throws Exception {
    return RecordedRun.train(folder.resolve("run"), RecordedRun.toy(changes), 1).run().info();
  }

  @Test
  void everySettingComesBackWithItsType() throws Exception {
    RunInfo info =
        train(
            "epochs=2",
            "seed=9007199254740991",
            "adamEpsilon=3e-9",
            "klForm=exact",
            "learnAlpha=true",
            "alpha=0.25");
    ModelProvenance read = RunProvenance.read(folder.resolve("run")).orElseThrow();
    Map<String, Provenance> parameters =
        new HashMap<>(read.getTrainerProvenance().getConfiguredParameters());
    Map<String, Object> expected = info.config().orElseThrow().asMap();
    assertEquals(Setting.all().size(), expected.size());
    assertEquals(expected.keySet(), parameters.keySet());
    expected.forEach((key, value) -> assertEquals(value, value(parameters.get(key)), key));
    assertEquals(9007199254740991L, value(parameters.get("seed")));
    assertEquals(3e-9, value(parameters.get("adamEpsilon")));
    assertEquals("org.sparsevd.train.Trainer", read.getTrainerProvenance().getClassName());
  }

  @Test
  void dataSeedAndSoftwareComeBack() throws Exception {
    RunInfo info = train("epochs=2", "seed=7", "validationSize=300");
    ModelProvenance read = RunProvenance.read(folder.resolve("run")).orElseThrow();
    assertEquals("org.sparsevd.run.Run", read.getClassName());
    assertEquals(info.started().orElseThrow().atOffset(ZoneOffset.UTC), read.getTrainingTime());
    assertEquals(info.software().get("java"), read.getJavaVersion());
    assertEquals(info.machine().get("os"), read.getOS());
    assertEquals(info.machine().get("architecture"), read.getArch());
    DatasetProvenance data = read.getDatasetProvenance();
    assertEquals("org.sparsevd.data.Dataset", data.getClassName());
    assertEquals(1700, data.getNumExamples());
    assertEquals(100, data.getNumFeatures());
    assertEquals(4, data.getNumOutputs());
    Map<String, Object> source = ProvenanceUtil.convertToMap(data.getSourceProvenance());
    assertEquals("toy", source.get("description"));
    Map<String, ? extends Provenance> instance = read.getInstanceProvenance().getMap();
    assertEquals(7L, value(instance.get("seed")));
    HashProvenance hash = assertInstanceOf(HashProvenance.class, instance.get("dataset-sha256"));
    assertEquals(info.data().sha256(), hash.getValue());
    assertEquals(ProvenanceUtil.HashType.SHA256, hash.getType());
    assertEquals(info.software(), strings(instance.get("software")));
    assertEquals(info.machine(), strings(instance.get("machine")));
    assertEquals("completed", value(instance.get("outcome")));
    assertEquals(2, value(instance.get("epochs")));
    assertEquals(RunProvenance.of(info).orElseThrow(), read);
  }

  /** It moves with a run that is renamed, which leaves everything but the name as it was. */
  @Test
  void aRenamedRunKeepsIt() throws Exception {
    RunInfo info = train("epochs=1");
    Path renamed = RunFolder.rename(folder.resolve("run"), "other");
    assertEquals(RunProvenance.of(info), RunProvenance.read(renamed));
  }

  @Test
  void runsOfEarlierVersionsHaveNoneAndLoad() throws Exception {
    Path golden = Path.of(RunProvenanceTest.class.getResource("/golden/run-v1").toURI());
    assertEquals(Optional.empty(), RunProvenance.read(golden));
    assertEquals(5, RunFolder.open(golden).latest().orElseThrow().epoch());
    assertTrue(RunProvenance.of(RunFolder.open(golden).info()).isPresent());
  }

  /** The program itself never reads it, so what is wrong with it harms nobody who doesn't ask. */
  @Test
  void aStrangeProvenanceIsRefusedButTheRunLoads() throws Exception {
    train("epochs=1");
    Path json = folder.resolve("run").resolve("run.json");
    String good = Files.readString(json);
    refused(
        json,
        good.replace("org.tribuo.provenance.ModelProvenance", "java.util.HashMap"),
        "expected a class of Tribuo or OLCUT, found java.util.HashMap");
    refused(
        json,
        good.replace("\"org.tribuo.provenance.ModelProvenance\"", "3"),
        "provenance-class: expected text, found 3");
    refused(json, good.replace("org.tribuo.provenance.ModelProvenance", "org.tribuo.No"), "");
    refused(
        json,
        good.replace(
            "org.tribuo.provenance.ModelProvenance", "org.tribuo.provenance.DatasetProvenance"),
        "");
    refused(
        json,
        good.replace("MapMarshalledProvenance", "SetMarshalledProvenance"),
        "expected a simple value, map or list");
    refused(json, good.replace("\"num-features\"", "\"num-things\""), "");
  }

  private void refused(Path json, String text, String words) throws Exception {
    assertTrue(!text.equals(Files.readString(json)), "changed");
    Files.writeString(json, text);
    InvalidRunException e =
        assertThrows(InvalidRunException.class, () -> RunProvenance.read(json.getParent()));
    assertTrue(e.getMessage().startsWith(json + ": provenance: " + words), e.getMessage());
    assertEquals(1, RunFolder.open(json.getParent()).latest().orElseThrow().epoch());
  }

  private static Map<String, String> strings(Provenance provenance) {
    Map<String, String> strings = new HashMap<>();
    MapProvenance<?> map = assertInstanceOf(MapProvenance.class, provenance);
    map.getMap().forEach((key, value) -> strings.put(key, (String) value(value)));
    return strings;
  }

  private static Object value(Provenance provenance) {
    return assertInstanceOf(PrimitiveProvenance.class, provenance).getValue();
  }
}
