package org.sparsevd.data;

/**
 * Which data to load, and how.
 *
 * <p>Random labels are those of Zhang et al. 2017: each training sample, the validation samples
 * apart, gets with probability {@code randomLabels} a label drawn from all classes, so that there
 * is nothing to learn from it but the sample itself. Who gets one at some probability does so at
 * every higher one, and always the same. Validation and test samples keep their true labels.
 *
 * @param name one of {@link DatasetCatalog#names()}
 * @param preprocessing what happens to pixels, or to columns
 * @param validationSize how many training samples to hold out, drawn by {@code seed}; with 0 the
 *     validation samples are empty
 * @param randomLabels 0 to 1
 * @param seed decides which samples are held out, which are test samples where these have no file,
 *     what random labels come to, and for synthetic data the data itself
 */
public record DataRequest(
    String name, Preprocessing preprocessing, int validationSize, double randomLabels, long seed) {}
