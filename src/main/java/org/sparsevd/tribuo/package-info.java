/**
 * Sparse Variational Dropout for users of Tribuo: a trainer and its models; must not know of
 * charts, the command line or the window.
 */
package org.sparsevd.tribuo;
