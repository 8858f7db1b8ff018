package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparsevd.bench.Finding;
import org.sparsevd.bench.ProductShape;
import org.sparsevd.bench.StepWork;
import org.sparsevd.kernel.Kernels;
import tools.jackson.databind.JsonNode;

class BenchCommandTest {

  @Test
  void quickMeasuresEverythingOfAPresetInAFewSeconds() {
    List<JsonNode> json =
        Terminal.run("bench", "--quick", "--preset", "toy", "--threads", "2", "--json")
            .expect(0)
            .json();

    JsonNode machine = only(json, "machine");
    assertEquals(Kernels.best().description(), machine.path("kernels").asString());
    assertEquals(2, machine.path("threads").asInt());

    JsonNode peak = only(json, "peak");
    List<JsonNode> products = of(json, "productSpeed");
    assertEquals(
        4, products.stream().filter(p -> p.path("network").asString().equals("square")).count());
    assertEquals(9, products.size()); // and two layers, of which the first needs no input gradient
    for (JsonNode product : products) {
      double ours = product.path("oneThreadGflops").asDouble();
      assertClose(ours / product.path("ejmlGflops").asDouble(), product.path("timesEjml"));
      assertClose(ours / peak.path("oneCoreGflops").asDouble(), product.path("ofPeak"));
      assertTrue(product.path("allThreadsGflops").asDouble() > 0, product.toString());
    }
    assertEquals("toy", only(json, "stepSpeed").path("network").asString());
    assertEquals(6, of(json, "elementSpeed").size());

    JsonNode training = only(json, "trainingSpeed");
    assertEquals("toy", training.path("preset").asString());
    double limit =
        training.path("gflopPerEpoch").asDouble() / (2 * peak.path("oneCoreGflops").asDouble())
            + training.path("gigabytesPerEpoch").asDouble()
                / peak.path("copyGigabytesPerSecond").asDouble();
    assertClose(limit, training.path("limitSeconds"));
    assertClose(training.path("epochSeconds").asDouble() / limit, training.path("timesLimit"));
    assertTrue(training.path("epochSeconds").asDouble() > 0, training.toString());
    assertTrue(training.path("evaluationMillis").asDouble() > 0, training.toString());
    assertEquals(500, training.path("evaluatedImages").asInt());
  }

  private static List<JsonNode> of(List<JsonNode> json, String kind) {
    return json.stream().filter(line -> line.path("kind").asString().equals(kind)).toList();
  }

  private static JsonNode only(List<JsonNode> json, String kind) {
    List<JsonNode> lines = of(json, kind);
    assertEquals(1, lines.size(), kind);
    return lines.getFirst();
  }

  private static void assertClose(double expected, JsonNode actual) {
    assertEquals(expected, actual.asDouble(), 1e-9 * expected);
  }

  @Test
  void theTableHasAHeadingForEachPartAndUnitsForEachFigure() {
    StringWriter text = new StringWriter();
    BenchTable table = new BenchTable(new PrintWriter(text, true));
    table.print(
        new Finding.Machine("A CPU", 2, "Vector API, 512-bit", 512, 2, "25, Maker", "Linux amd64"));
    table.print(new Finding.Peak(106.04, 212, 30));
    table.print(new Finding.ElementSpeed("exp", 0.306));
    table.print(new Finding.ElementSpeed("log", 0.4));
    table.print(product("square", "", Optional.empty(), 1));
    table.print(product("net", "fc1", Optional.of(StepWork.Role.FORWARD), 16));
    table.print(new Finding.StepSpeed("net", 50, 90, 5, 10, 0.5));
    table.print(
        new Finding.ConvolutionSpeed(
            "net", "conv1", StepWork.Role.WEIGHT_GRADIENT, 1.5, 81.26, 160, 0.7));
    table.print(
        new Finding.TrainingSpeed("net", 60_000, 2.4, 0.9, 2.667, 135.2, 7.667, 0, 10_000, 55));
    assertEquals(
        """
        A CPU, 2 processors; Vector API, 512-bit kernels, 2 threads; Java 25, Maker, Linux amd64
        Multiply-adds in registers: 106.0 GFLOP/s on one thread, 212.0 on all. Copying: 30.0 GB/s, read and written, on all threads.

        Element by element, one thread, in the cache:
          exp         0.31 ns
          log         0.40 ns

        Square matrix products, GFLOP/s:
                      m×n×k              1 thread   threads      EJML   × EJML  of peak
                      NN 100×300×784         95.5     180.0       6.0     15.9     90 %

        Matrix products of a training step of net, GFLOP/s:
                      m×n×k              1 thread   threads      EJML   × EJML  of peak
           16× fc1    NN 100×300×784         95.5     180.0       6.0     15.9     90 %
               step                          50.0      90.0       5.0     10.0     50 %

        Convolutions of a training step of net as training computes them, GFLOP/s:
                                        1 thread   threads  of peak
          conv1  gradient of weights        81.3     160.0     70 %

        Training and evaluating, all threads:
          net: 2.400 s an epoch, 2.67× its limit of 0.900 s (135.2 GFLOP of matrix products at the peak of one thread times threads, 7.67 GB of parameters at the speed of copying)
          net: 10,000 images evaluated in 55.0 ms; 0 bytes allocated a training step
        """,
        text.toString().replace(System.lineSeparator(), "\n"));
  }

  private static Finding.ProductSpeed product(
      String network, String layer, Optional<StepWork.Role> role, int count) {
    return new Finding.ProductSpeed(
        network, layer, role, ProductShape.Form.NN, 100, 300, 784, count, 95.5, 180, 6, 15.92, 0.9);
  }
}
