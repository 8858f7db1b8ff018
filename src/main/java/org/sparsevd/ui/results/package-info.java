/** The table of published and measured results; knows no training. */
package org.sparsevd.ui.results;
