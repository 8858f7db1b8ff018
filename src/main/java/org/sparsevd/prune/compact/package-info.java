/**
 * What is left of a pruned network when zeros and dead units are gone: its weights, stored sparse
 * or dense, and how to run them. The same outputs from a fraction of the bytes and the arithmetic.
 */
package org.sparsevd.prune.compact;
