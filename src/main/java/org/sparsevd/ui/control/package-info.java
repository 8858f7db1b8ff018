/** Controls any view may use; knows no run, setting or training. */
package org.sparsevd.ui.control;
