/**
 * Benchmarks against other libraries, run by {@code mvn -Pbench}; the program never sees them, nor
 * the libraries.
 */
package org.sparsevd.jmh;
