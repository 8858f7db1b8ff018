/** A run at an epoch as charts, pictures and tables; knows no JavaFX, command or window. */
package org.sparsevd.chart;
