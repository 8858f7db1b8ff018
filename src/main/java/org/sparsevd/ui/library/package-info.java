/** The user's runs on screen: found, named, noted on, deleted and given away; draws no chart. */
package org.sparsevd.ui.library;
