/** A folder of runs: what is in it, and keeping it in order; knows no chart, command or screen. */
package org.sparsevd.run.library;
