/** Labs on the regulariser and the noise; knows runs and charts, but no training. */
package org.sparsevd.ui.kl;
