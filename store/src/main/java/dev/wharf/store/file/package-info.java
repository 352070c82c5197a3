/// Files whose bytes matter: explicit positions, explicit fsync, whole-file replacement, and a seam
/// where tests inject faults.
@NullMarked
package dev.wharf.store.file;

import org.jspecify.annotations.NullMarked;
