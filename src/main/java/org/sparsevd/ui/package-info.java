/** The window and its theme; knows no kernel, no layer and no file format. */
package org.sparsevd.ui;
