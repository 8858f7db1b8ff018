package org.sparsevd.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FmaLoopTest {

  static Kernels[] all() {
    return new Kernels[] {Kernels.scalar(), Kernels.best()};
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyMultiplyAddItCountsIsDone(Kernels kernels) {
    FmaLoop loop = FmaLoop.of(kernels);
    int rounds = 1000;
    // Chain i of every lane starts at i + 1; each multiply-add adds 0.0005.
    double started = loop.lanes() * 78.0;
    double added = loop.flops(rounds) * 0.00025;
    assertEquals(started + added, loop.run(rounds), 1e-3 * added);
    assertEquals(2L * 12 * loop.lanes() * rounds, loop.flops(rounds));
  }
}
