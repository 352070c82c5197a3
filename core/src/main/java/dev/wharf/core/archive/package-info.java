/// The archive as the other rooms see it: one writer, many readers.
@NullMarked
package dev.wharf.core.archive;

import org.jspecify.annotations.NullMarked;
