/** Layers, network, loss and optimiser on EJML matrices; knows no data set, schedule or screen. */
package org.sparsevd.nn;
