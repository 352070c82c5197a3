/// The keys that everything else rests on, as the other rooms see them.
@NullMarked
package dev.wharf.core.key;

import org.jspecify.annotations.NullMarked;
