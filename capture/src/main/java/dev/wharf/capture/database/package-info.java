/// What sources that are databases of a phone share: the files of a backup, plain working copies
/// that SQLite can read, columns that may or may not be there, media that lie where they were or
/// elsewhere, and the count of what was found. Knows none of them.
@NullMarked
package dev.wharf.capture.database;

import org.jspecify.annotations.NullMarked;
