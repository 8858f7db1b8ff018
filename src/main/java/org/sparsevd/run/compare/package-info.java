/**
 * Runs beside each other: what each came to, which is best and which settings differ; knows no
 * chart, command or screen.
 */
package org.sparsevd.run.compare;
