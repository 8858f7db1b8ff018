/** A run and its files, live or loaded; knows no chart, command or screen. */
package org.sparsevd.run;
