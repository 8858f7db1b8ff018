/** How the network looked at does class by class. */
package org.sparsevd.ui.classes;
