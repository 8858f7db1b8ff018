/**
 * Data sets that did not come with the program: fetched, or the user's own. They are read from many
 * forms, checked, and kept in the one form that {@link org.sparsevd.data.DatasetCatalog} loads.
 */
package org.sparsevd.data.store;
