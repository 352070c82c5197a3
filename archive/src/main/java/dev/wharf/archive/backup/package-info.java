/// Backups of a whole home, and the way back.
@NullMarked
package dev.wharf.archive.backup;

import org.jspecify.annotations.NullMarked;
