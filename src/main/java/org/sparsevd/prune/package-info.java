/** Which weights a cut keeps and what that costs; knows no training, file or screen. */
package org.sparsevd.prune;
