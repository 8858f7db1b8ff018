/** What went wrong with a training and which settings mend it; knows no run folder or screen. */
package org.sparsevd.train.diagnosis;
