/// The search index: Lucene behind [dev.wharf.core.search.SearchIndex], in encrypted files.
@NullMarked
package dev.wharf.archive.index;

import org.jspecify.annotations.NullMarked;
