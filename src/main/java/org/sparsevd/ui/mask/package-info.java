/** Pictures of which weights are kept; knows no training and no file format. */
package org.sparsevd.ui.mask;
