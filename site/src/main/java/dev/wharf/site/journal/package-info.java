/// The journal: what the site has captured, sealed for the archive, durable before it is
/// acknowledged.
@NullMarked
package dev.wharf.site.journal;

import org.jspecify.annotations.NullMarked;
