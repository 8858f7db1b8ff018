/**
 * Measures how fast this machine computes, trains and evaluates, against what it could do at most;
 * it must not know files of runs, charts, the terminal or a window.
 */
package org.sparsevd.bench;
