package org.sparsevd.kernel;

/** Chooses the kernels once, when they are first asked for. */
final class KernelProvider {

  private static final String MODULE = "jdk.incubator.vector";

  static final Kernels SCALAR = new ScalarKernels();
  static final Kernels BEST = choose();

  private KernelProvider() {}

  private static Kernels choose() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      System.getLogger(KernelProvider.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "The Vector API is absent, so training runs several times slower: start Java with"
                  + " --add-modules "
                  + MODULE);
      return SCALAR;
    }
    // Machines without usable vector registers report narrower species; emulation would crawl.
    return VectorKernels.bitSize() < 128 ? SCALAR : new VectorKernels();
  }
}
