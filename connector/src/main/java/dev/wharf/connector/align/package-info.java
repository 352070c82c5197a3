/// Alignment: which line of an export is which item of the archive.
@NullMarked
package dev.wharf.connector.align;

import org.jspecify.annotations.NullMarked;
