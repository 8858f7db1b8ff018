/** What runs came to beside what was published; knows no words, chart or screen. */
package org.sparsevd.run.results;
