/** Runs in the files of other programs; knows no chart, command or screen. */
package org.sparsevd.run.export;
