package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code compact} and {@code predict} on sample runs and MNIST's own files. */
class CompactAndPredictTest {
  private static final Path MNIST = Path.of("datasets", "mnist");
  private static final Path TEST_IMAGES = MNIST.resolve("t10k-images-idx3-ubyte.gz");
  private static final Path TEST_LABELS = MNIST.resolve("t10k-labels-idx1-ubyte.gz");

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void setUp() {
    model = folder.resolve("model.safetensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet-300-100-s1", "lenet-5-s1"})
  void theModelOfARunErrsAsItsRunDoes(String name) {
    String run = Path.of("assets", "runs", name).toString();
    JsonNode told = compact(run, "--json");
    double error = told.path("prunedErrorPercent").asDouble();
    JsonNode evaluated = Terminal.run("evaluate", run, "--json").expect(0).json().getFirst();
    assertEquals(evaluated.path("testErrorPercent").asDouble(), error, 1e-9);
    assertEquals(error, told.path("compactErrorPercent").asDouble());
    assertEquals(2, told.path("latencies").size());
    String text =
        Terminal.run(
                "predict",
                model.toString(),
                TEST_IMAGES.toString(),
                "--labels",
                TEST_LABELS.toString())
            .expect(0)
            .output();
    assertTrue(text.startsWith("10,000 images, by class: 0: "), text);
    long wrong = Math.round(error * 100);
    assertTrue(text.contains("Error %.2f %%: %d of 10,000 images".formatted(error, wrong)), text);
  }

  @Test
  void whatTheModelSavesIsTold() {
    String text =
        Terminal.run(
                "compact",
                "assets/runs/lenet-300-100-s1",
                "--out",
                model.toString(),
                "--threshold",
                "2",
                "--layer-threshold",
                "fc3=3")
            .expect(0)
            .output();
    List<String> lines = text.lines().toList();
    assertTrue(lines.getFirst().startsWith("Compact model: " + model + ", hidden layers "), text);
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("Weights +266,200 +2,4.. .*\u00d7")), text);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("Bytes against gzip ")), text);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("100 samples ")), text);
    assertTrue(lines.getLast().startsWith("On 10,000 test samples: error 1."), text);
    assertTrue(lines.getLast().endsWith("none gets another class."), text);
  }

  @Test
  void aPictureGetsTheClassThatItsDigitGetsInTheDataSet() throws Exception {
    compact("assets/runs/lenet-5-s1");
    byte[] digit = digits(1)[0]; // a seven
    Path gray = picture(digit, BufferedImage.TYPE_BYTE_GRAY, "seven.png");
    Path colours = picture(digit, BufferedImage.TYPE_INT_RGB, "colours.png");
    String text = Terminal.run("predict", model.toString(), gray.toString()).expect(0).output();
    assertTrue(text.startsWith(gray + ": 7 (100.0 %), "), text);
    JsonNode json =
        Terminal.run("predict", model.toString(), gray.toString(), "--json")
            .expect(0)
            .json()
            .getFirst();
    JsonNode inColours =
        Terminal.run("predict", model.toString(), colours.toString(), "--json")
            .expect(0)
            .json()
            .getFirst();
    assertEquals(7, json.path("class").asInt());
    assertEquals(10, json.path("probabilities").size());
    assertEquals(json, inColours);
  }

  @Test
  void whatCannotBeUsedIsRefusedInOneSentence() throws Exception {
    compact("assets/runs/lenet-300-100-s1");
    String file = model.toString();
    Terminal.run("compact", "assets/runs/lenet-300-100-s1", "--out", file)
        .expectError(2, "is there already");
    Terminal.run("predict", file, "nowhere.png").expectError(2, "nowhere.png: expected an image");
    Path text = Files.writeString(folder.resolve("notes.png"), "no picture at all");
    Terminal.run("predict", file, text.toString()).expectError(2, "expected an image (PNG");
    Path small = folder.resolve("small.png");
    ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", small.toFile());
    Terminal.run("predict", file, small.toString())
        .expectError(2, "expected an image of 28 \u00d7 28, found 10 \u00d7 20");
    Terminal.run("predict", file, TEST_LABELS.toString())
        .expectError(2, "expected images of 28 \u00d7 28, found []");
    Terminal.run("predict", file, TEST_IMAGES.toString(), "--labels", TEST_IMAGES.toString())
        .expectError(2, "expected 10000 labels");
    Terminal.run("predict", text.toString(), TEST_IMAGES.toString())
        .expectError(2, "no safetensors file");
    Terminal.run("predict", "assets/runs/lenet-5-s1/weights.safetensors", TEST_IMAGES.toString())
        .expectError(2, "no compact model: expected format sparsevd-compact-v1");
  }

  private JsonNode compact(String run, String... options) {
    List<String> arguments = new ArrayList<>(List.of("compact", run, "--out", model.toString()));
    arguments.addAll(List.of(options));
    Terminal terminal = Terminal.run(arguments.toArray(String[]::new)).expect(0);
    return options.length == 0 ? null : terminal.json().getFirst();
  }

  private Path picture(byte[] digit, int type, String name) throws IOException {
    BufferedImage image = new BufferedImage(28, 28, type);
    for (int i = 0; i < digit.length; i++) {
      int value = Byte.toUnsignedInt(digit[i]);
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        image.getRaster().setSample(i % 28, i / 28, 0, value);
      } else {
        image.setRGB(i % 28, i / 28, value << 16 | value << 8 | value);
      }
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static byte[][] digits(int count) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(TEST_IMAGES))) {
      in.skipNBytes(16);
      byte[][] digits = new byte[count][];
      for (int i = 0; i < count; i++) {
        digits[i] = in.readNBytes(28 * 28);
      }
      return digits;
    }
  }
}
