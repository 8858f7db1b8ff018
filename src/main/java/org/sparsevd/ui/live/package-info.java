/** Charts of a run on screen; knows no training, and no window around its cards. */
package org.sparsevd.ui.live;
