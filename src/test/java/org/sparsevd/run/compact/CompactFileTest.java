package org.sparsevd.run.compact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Architecture;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;
import org.sparsevd.prune.compact.CompactModel;
import org.sparsevd.prune.compact.CompactPredictor;
import org.sparsevd.prune.compact.Compaction;
import org.sparsevd.prune.compact.InputScaling;
import org.sparsevd.run.InvalidRunException;

class CompactFileTest {
  private static final Volume INPUT = new Volume(2, 9, 9);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("model.safetensors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12", "300", "4@3x3-pool2-6@2x2/2-10", "5@3x3same-3@2x2/2same", "4@3x3-pool3"})
  void whatIsReadGivesTheSameBits(String hidden) throws Exception {
    for (double kept : new double[] {0.04, 0.9}) {
      CompactModel model = model(hidden, kept);
      Files.deleteIfExists(file);
      new CompactFile(model, new LinkedHashMap<>(Map.of("run", "a"))).write(file);
      CompactFile read = CompactFile.read(file);
      assertEquals(Map.of("run", "a"), read.about());
      assertEquals(model.weightsKept(), read.model().weightsKept());
      assertEquals(model.flops(), read.model().flops());
      FMatrixRMaj inputs = new FMatrixRMaj(3, INPUT.features());
      float[] pixels = new float[INPUT.features()];
      Arrays.fill(pixels, 100);
      for (int row = 0; row < 3; row++) {
        pixels[row] = 255;
        read.model().scaling().apply(pixels, inputs, row);
        assertEquals(255f / 256 - 0.125f, inputs.data[row * pixels.length + row]);
      }
      try (Compute compute = new Compute(1)) {
        assertArrayEquals(
            Arrays.copyOf(new CompactPredictor(compute, model).logits(inputs).data, 15),
            Arrays.copyOf(new CompactPredictor(compute, read.model()).logits(inputs).data, 15));
      }
    }
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    Files.writeString(file, "mine");
    CompactFile compact = new CompactFile(model("12", 0.1), new LinkedHashMap<>());
    InvalidRunException refused =
        assertThrows(InvalidRunException.class, () -> compact.write(file));
    assertTrue(refused.getMessage().contains("is there already"));
    assertEquals("mine", Files.readString(file));
  }

  /** Of the same length each, so that the rest of the file stays where it is. */
  @ParameterizedTest
  @CsvSource({
    "sparsevd-compact-v1, sparsevd-compact-v2, 'expected format sparsevd-compact-v1'",
    "2x9x9, 2x9x0, 'expected an input'",
    "2x9x9, 2x8x9, 'expected'",
    "fc1.bias, fc1.bios, 'fc1.bias: expected'",
    "fc1.rows, fc1.cows, 'expected fc1.weights, or its values, rows and counts'",
    "256.0, 0.000, 'expected a divisor above 0'",
    "256.0, about, 'expected a number as divisor'"
  })
  void aFileThatContradictsItselfIsRefused(String from, String to, String why) throws Exception {
    new CompactFile(model("12", 0.04), new LinkedHashMap<>()).write(file);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(from), text.substring(0, 900));
    Files.writeString(file, text.replace(from, to), StandardCharsets.ISO_8859_1);
    InvalidRunException refused =
        assertThrows(InvalidRunException.class, () -> CompactFile.read(file));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
  }

  /** Whatever bytes change, the file is read or refused. */
  @Test
  void aDamagedFileBreaksNothing() throws Exception {
    new CompactFile(model("4@3x3-pool2-10", 0.05), new LinkedHashMap<>()).write(file);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] damaged =
          i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int k = 0; k < 1 + random.nextInt(4) && damaged.length > 0; k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(file, damaged);
      try {
        CompactFile.read(file);
      } catch (InvalidRunException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000 && refused < 3000, refused + " refused");
  }

  private static CompactModel model(String hidden, double kept) {
    List<Stage> stages = Architecture.parse(hidden).stages(INPUT, 5);
    FMatrixRMaj mean = new FMatrixRMaj(1, INPUT.features());
    Arrays.fill(mean.data, 0.125f);
    return Compaction.of(INPUT, stages, weights(stages, kept), new InputScaling(256, mean));
  }

  private static List<LayerWeights> weights(List<Stage> stages, double kept) {
    Random random = new Random(2);
    return stages.stream()
        .flatMap(stage ->
            switch (stage) {
              case Stage.Conv(String name, Convolution geometry) ->
                  Optional.of(
                      new LayerWeights(
                          name,
                          random(geometry.fanIn(), geometry.filters(), kept, random),
                          Optional.empty(),
                          random(1, geometry.filters(), 1, random),
                          Optional.of(geometry.filter())))
                      .stream();
              case Stage.Dense dense ->
                  Optional.of(
                      new LayerWeights(
                          dense.name(),
                          random(dense.inputs(), dense.outputs(), kept, random),
                          Optional.empty(),
                          random(1, dense.outputs(), 1, random)))
                      .stream();
              default -> Optional.<LayerWeights>empty().stream();
            })
        .toList();
  }

  private static FMatrixRMaj random(int rows, int columns, double kept, Random random) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextDouble() < kept ? (float) random.nextGaussian() : 0;
    }
    return matrix;
  }
}
