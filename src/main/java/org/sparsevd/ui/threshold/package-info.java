/** The threshold lab: cuts tried on a run, what they cost, and those worth a name. */
package org.sparsevd.ui.threshold;
