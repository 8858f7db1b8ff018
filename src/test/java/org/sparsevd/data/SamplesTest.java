package org.sparsevd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kinds of samples hold the same four of three features; some tests are of one kind only. */
class SamplesTest {
  private static final float[] MEAN = {0.25f, 0.5f, 0f};

  private static final Samples BYTES =
      new ByteSamples(
          new byte[] {0, 64, (byte) 128, (byte) 255, 32, 16, 8, 4, 2, 1, (byte) 192, 0},
          new byte[] {3, 1, 4, 1},
          256f,
          MEAN);

  private static final Samples FLOATS =
      new FloatSamples(
          new float[] {
            -0.25f, -0.25f, 0.5f,
            0.74609375f, -0.375f, 0.0625f,
            -0.21875f, -0.484375f, 0.0078125f,
            -0.24609375f, 0.25f, 0f
          },
          new int[] {3, 1, 4, 1},
          3);

  static Stream<Samples> both() {
    return Stream.of(BYTES, FLOATS);
  }

  @ParameterizedTest
  @MethodSource("both")
  void copiesASampleToWhereItIsAsked(Samples samples) {
    float[] values = {7f, 7f, 7f, 7f, 7f};
    samples.copy(1, values, 1);
    assertArrayEquals(new float[] {7f, 0.74609375f, -0.375f, 0.0625f, 7f}, values);
  }

  @ParameterizedTest
  @MethodSource("both")
  void subsetsOfSubsetsKeepTheirOrderAndLabels(Samples samples) {
    Samples subset = samples.subset(new int[] {2, 0, 3}).subset(new int[] {1, 0});
    assertEquals(2, subset.size());
    assertEquals(3, subset.features());
    assertEquals(3, subset.label(0));
    assertEquals(4, subset.label(1));
    float[] values = new float[6];
    subset.copy(1, values, 0);
    subset.copy(0, values, 3);
    assertArrayEquals(
        new float[] {-0.21875f, -0.484375f, 0.0078125f, -0.25f, -0.25f, 0.5f}, values);
  }

  @ParameterizedTest
  @MethodSource("both")
  void refusesSamplesThatAreNotThere(Samples samples) {
    assertThrows(IndexOutOfBoundsException.class, () -> samples.subset(new int[] {4}));
    assertThrows(IndexOutOfBoundsException.class, () -> samples.subset(new int[] {-1}));
    assertThrows(IndexOutOfBoundsException.class, () -> samples.label(4));
    Samples subset = samples.subset(new int[] {0});
    assertThrows(IndexOutOfBoundsException.class, () -> subset.copy(1, new float[3], 0));
    assertThrows(IndexOutOfBoundsException.class, () -> samples.copy(0, new float[3], 1));
  }

  @Test
  void dividesBytesBy255WithoutRoundingOneAway() {
    byte[] pixels = new byte[256];
    for (int i = 0; i < 256; i++) {
      pixels[i] = (byte) i;
    }
    float[] values = new float[256];
    new ByteSamples(pixels, new byte[1], 255f, new float[256]).copy(0, values, 0);
    for (int i = 0; i < 256; i++) {
      assertEquals((float) (i / 255.0), values[i]);
    }
  }

  @Test
  void refusesValuesThatDoNotFillTheirSamples() {
    assertEquals(
        "expected pixels [2 × 3], got 5 values",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ByteSamples(new byte[5], new byte[2], 256f, MEAN))
            .getMessage());
    assertEquals(
        "expected values [2 × 3], got 7 values",
        assertThrows(
                IllegalArgumentException.class, () -> new FloatSamples(new float[7], new int[2], 3))
            .getMessage());
  }
}
