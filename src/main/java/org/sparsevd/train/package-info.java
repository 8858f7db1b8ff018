/** One experiment's settings and the loop that trains it; knows no file, run folder or screen. */
package org.sparsevd.train;
