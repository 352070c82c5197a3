/// The key vault: every key the archive needs, in one small sealed file.
@NullMarked
package dev.wharf.store.key;

import org.jspecify.annotations.NullMarked;
