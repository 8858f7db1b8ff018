package org.sparsevd.ui.threshold;

import org.sparsevd.run.Run;
import org.sparsevd.run.Split;

/**
 * Whose errors are asked for.
 *
 * @param run whose network
 * @param epoch of its weights
 * @param split they are measured on
 */
record LabTarget(Run run, int epoch, Split split) {}
