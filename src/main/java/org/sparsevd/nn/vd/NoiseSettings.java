package org.sparsevd.nn.vd;

/**
 * How the noise of Sparse VD layers is trained, the same for all layers of a network.
 *
 * @param logSigma2Init log σ² of every weight at the start
 * @param trainCut log α from which a weight counts as zero on the mean path; +∞ for never
 * @param klForm which KL term is trained
 * @param estimator where the noise enters
 */
public record NoiseSettings(
    double logSigma2Init, double trainCut, KlForm klForm, GradientEstimator estimator) {}
