/** Compact models of runs: their file, and what they save. */
package org.sparsevd.run.compact;
