/** Training and looking at one run; knows no kernel and no file format. */
package org.sparsevd.ui.train;
