/// Fetches the files that updates name, seals them, and shows the updates to the archive when they
/// are there.
@NullMarked
package dev.wharf.site.fetch;

import org.jspecify.annotations.NullMarked;
