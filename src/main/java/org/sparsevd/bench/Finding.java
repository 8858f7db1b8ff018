package org.sparsevd.bench;

import java.util.Optional;

/** Something measured. Records, so that whoever prints them names their fields alike. */
public sealed interface Finding {

  /**
   * Where it was measured.
   *
   * @param cpu name of the processor
   * @param processors how many the virtual machine sees
   * @param kernels the arithmetic in use
   * @param vectorBits width of its vectors; 32 for scalar kernels
   * @param threads worker threads of everything that does not say "one thread"
   * @param java version and maker of the virtual machine
   * @param system operating system
   */
  record Machine(
      String cpu,
      int processors,
      String kernels,
      int vectorBits,
      int threads,
      String java,
      String system)
      implements Finding {}

  /**
   * What this machine can do at most, in this run.
   *
   * @param oneCoreGflops multiply-adds in the registers of one thread
   * @param allThreadsGflops the same on all threads at once
   * @param copyGigabytesPerSecond copying arrays far larger than the caches on all threads; each
   *     byte counts twice, read and written
   */
  record Peak(double oneCoreGflops, double allThreadsGflops, double copyGigabytesPerSecond)
      implements Finding {}

  /**
   * The speed of a matrix product.
   *
   * @param network whose training step needs it; {@code square} for the yardstick
   * @param layer empty for the yardstick
   * @param role what the layer needs it for; empty for the yardstick
   * @param form, m, n, k see {@link Product}
   * @param count how often a step needs it
   * @param oneThreadGflops of this program, one thread
   * @param allThreadsGflops of this program, all threads
   * @param ejmlGflops of EJML's {@code CommonOps_FDRM} (one thread)
   * @param timesEjml oneThreadGflops / ejmlGflops
   * @param ofPeak oneThreadGflops / peak of one core
   */
  record ProductSpeed(
      String network,
      String layer,
      Optional<StepWork.Role> role,
      ProductShape.Form form,
      int m,
      int n,
      int k,
      int count,
      double oneThreadGflops,
      double allThreadsGflops,
      double ejmlGflops,
      double timesEjml,
      double ofPeak)
      implements Finding {}

  /**
   * The products of a training step together, each as often as the step needs it.
   *
   * @param network whose step
   * @param oneThreadGflops of this program, one thread
   * @param allThreadsGflops of this program, all threads
   * @param ejmlGflops of EJML
   * @param timesEjml EJML's time for them / this program's on one thread
   * @param ofPeak oneThreadGflops / peak of one core
   */
  record StepSpeed(
      String network,
      double oneThreadGflops,
      double allThreadsGflops,
      double ejmlGflops,
      double timesEjml,
      double ofPeak)
      implements Finding {}

  /**
   * The speed of a convolution's products as training computes them, on pieces of patches, mean and
   * variance together.
   *
   * @param network whose training step needs them
   * @param layer of the network
   * @param role what the layer needs them for
   * @param gflop of one step, in 10⁹
   * @param oneThreadGflops of one thread
   * @param allThreadsGflops of all threads
   * @param ofPeak oneThreadGflops / peak of one core
   */
  record ConvolutionSpeed(
      String network,
      String layer,
      StepWork.Role role,
      double gflop,
      double oneThreadGflops,
      double allThreadsGflops,
      double ofPeak)
      implements Finding {}

  /**
   * The speed of a kernel that goes element by element, on one thread and arrays in the cache.
   *
   * @param kernel its name
   * @param nanosPerElement time for one number
   */
  record ElementSpeed(String kernel, double nanosPerElement) implements Finding {}

  /**
   * The speed of training and evaluating.
   *
   * @param preset what was trained, KL weight on from the start
   * @param samples training samples, so images an epoch
   * @param epochSeconds training alone, evaluation apart, before anything is pruned; median of
   *     several stretches
   * @param limitSeconds what an epoch takes at least: {@code gflopPerEpoch} at the peak of one core
   *     times threads, plus {@code gigabytesPerEpoch} at the speed of copying
   * @param timesLimit epochSeconds / limitSeconds
   * @param gflopPerEpoch of the matrix products, in 10⁹
   * @param gigabytesPerEpoch of parameters and their moments, read and written, in 10⁹
   * @param bytesAllocatedPerStep by all threads in steady state
   * @param evaluatedImages how many images were evaluated
   * @param evaluationMillis how long that took, median
   */
  record TrainingSpeed(
      String preset,
      int samples,
      double epochSeconds,
      double limitSeconds,
      double timesLimit,
      double gflopPerEpoch,
      double gigabytesPerEpoch,
      double bytesAllocatedPerStep,
      int evaluatedImages,
      double evaluationMillis)
      implements Finding {}
}
