/** Random and damaged files for every parser of files from outside; knows nothing of the window. */
package org.sparsevd.fuzz;
