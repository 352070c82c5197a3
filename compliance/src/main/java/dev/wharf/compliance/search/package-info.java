/// Searching the archive: a question in the query language, answered with items.
@NullMarked
package dev.wharf.compliance.search;

import org.jspecify.annotations.NullMarked;
