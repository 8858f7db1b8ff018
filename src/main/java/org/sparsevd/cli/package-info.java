/** The commands; knows no JavaFX: what needs a window asks the {@link org.sparsevd.cli.Studio}. */
package org.sparsevd.cli;
