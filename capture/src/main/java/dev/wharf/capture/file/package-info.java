/// What sources of files share: files on disk before they are captures, folders packed as one, and
/// zips, which are read with distrust.
@NullMarked
package dev.wharf.capture.file;

import org.jspecify.annotations.NullMarked;
