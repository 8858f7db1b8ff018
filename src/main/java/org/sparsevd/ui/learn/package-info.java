/**
 * Guided lessons over the window. Knows what settings there are, but no training, no run and no
 * view: it asks a stage for them.
 */
package org.sparsevd.ui.learn;
