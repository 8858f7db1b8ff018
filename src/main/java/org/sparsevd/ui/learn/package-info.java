/**
 * Guided lessons over the window. Knows no training, no run and no view: it asks a stage for them.
 */
package org.sparsevd.ui.learn;
