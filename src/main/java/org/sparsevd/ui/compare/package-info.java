/** Runs side by side on screen; knows the window's controls but no training. */
package org.sparsevd.ui.compare;
