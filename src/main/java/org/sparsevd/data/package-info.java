/**
 * Labelled samples: where they come from, how they are checked, and how a batch of them becomes a
 * matrix; knows nothing of networks, training, runs or screens.
 */
package org.sparsevd.data;
