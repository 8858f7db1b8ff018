/** The data sets there are, how they get here and what is in them; trains and draws no run. */
package org.sparsevd.ui.data;
