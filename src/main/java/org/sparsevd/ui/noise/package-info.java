/** The noise lab: what noise does to a weight, a gradient and a training. Knows no other view. */
package org.sparsevd.ui.noise;
