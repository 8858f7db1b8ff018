/** Runs in one file, to be given to others; knows nothing of commands and windows. */
package org.sparsevd.run.archive;
