/// Search as the other rooms see it: what is indexed, what can be asked, and what a word is.
///
/// The index is derived from the archive and may lag behind it; it holds no text to show. Hits are
/// sequences, which the archive turns back into items.
@NullMarked
package dev.wharf.core.search;

import org.jspecify.annotations.NullMarked;
