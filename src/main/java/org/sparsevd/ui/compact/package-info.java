/** The compact model of the run looked at: what it saves, and its files. */
package org.sparsevd.ui.compact;
