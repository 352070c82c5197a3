/// Objects in a folder.
@NullMarked
package dev.wharf.store.object.disk;

import org.jspecify.annotations.NullMarked;
