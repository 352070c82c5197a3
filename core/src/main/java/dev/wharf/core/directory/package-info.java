/// Who the firm's people are, as far as the archive is told.
@NullMarked
package dev.wharf.core.directory;

import org.jspecify.annotations.NullMarked;
