/**
 * How good a pruned network is class by class, measured with Tribuo, which no caller gets to see;
 * must not know how it is shown.
 */
package org.sparsevd.run.evaluation;
