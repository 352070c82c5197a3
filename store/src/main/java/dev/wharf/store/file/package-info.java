/// Files that are there whole or not at all.
@NullMarked
package dev.wharf.store.file;

import org.jspecify.annotations.NullMarked;
