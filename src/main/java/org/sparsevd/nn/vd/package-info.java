/** The paper: log α, the KL divergence and the Sparse VD layer; knows no data, schedule or run. */
package org.sparsevd.nn.vd;
