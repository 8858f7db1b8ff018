/** Words and number formats for people; knows nothing of what they speak about. */
package org.sparsevd.text;
