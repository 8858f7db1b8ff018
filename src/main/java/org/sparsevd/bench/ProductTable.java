package org.sparsevd.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sparsevd.kernel.Compute;

/** Measures the products of training steps, each shape once. */
final class ProductTable {
  private final Compute one;
  private final Compute all;
  private final Finding.Peak peak;
  private final Timing.Effort effort;
  private final Consumer<Finding> listener;
  private final Map<ProductShape, Seconds> measured = new HashMap<>();

  /** Seconds of a product, or of several together. */
  private record Seconds(double one, double all, double ejml) {
    Seconds plus(Seconds other, int count) {
      return new Seconds(
          one + count * other.one, all + count * other.all, ejml + count * other.ejml);
    }
  }

  ProductTable(
      Compute one,
      Compute all,
      Finding.Peak peak,
      Timing.Effort effort,
      Consumer<Finding> listener) {
    this.one = one;
    this.all = all;
    this.peak = peak;
    this.effort = effort;
    this.listener = listener;
  }

  /** The yardstick of libraries. */
  void measureSquares() {
    for (ProductShape.Form form : ProductShape.Form.values()) {
      int side = Bench.SQUARE_SIDE;
      tell(Bench.SQUARE, "", Optional.empty(), new ProductShape(form, side, side, side), 1);
    }
  }

  /** Every product of a step, then all together. */
  void measure(StepWork work) {
    Seconds sum = new Seconds(0, 0, 0);
    for (StepWork.Part part : work.parts()) {
      sum =
          sum.plus(
              tell(
                  work.network(),
                  part.layer(),
                  Optional.of(part.role()),
                  part.product(),
                  part.count()),
              part.count());
    }
    double gflop = work.flops() * 1e-9;
    listener.accept(
        new Finding.StepSpeed(
            work.network(),
            gflop / sum.one,
            gflop / sum.all,
            gflop / sum.ejml,
            sum.ejml / sum.one,
            gflop / sum.one / peak.oneCoreGflops()));
  }

  private Seconds tell(
      String network, String layer, Optional<StepWork.Role> role, ProductShape product, int count) {
    Seconds seconds = measured.computeIfAbsent(product, this::time);
    double gflop = product.flops() * 1e-9;
    listener.accept(
        new Finding.ProductSpeed(
            network,
            layer,
            role,
            product.form(),
            product.m(),
            product.n(),
            product.k(),
            count,
            gflop / seconds.one,
            gflop / seconds.all,
            gflop / seconds.ejml,
            seconds.ejml / seconds.one,
            gflop / seconds.one / peak.oneCoreGflops()));
    return seconds;
  }

  private Seconds time(ProductShape product) {
    ProductBench bench = new ProductBench(one, product);
    return new Seconds(
        Timing.of(() -> bench.run(one), effort).bestSeconds(),
        Timing.of(() -> bench.run(all), effort).bestSeconds(),
        Timing.of(bench::runEjml, effort).bestSeconds());
  }
}
