/**
 * Fast, bit-reproducible arithmetic on {@code float[]}: matrix products, elementary functions,
 * noise and the threads that run them; it must not know matrices of any library, layers, or the
 * paper.
 */
package org.sparsevd.kernel;
