/// Where copies of items go besides the archive: what a connector and a foreign mail system agree
/// on.
@NullMarked
package dev.wharf.core.destination;

import org.jspecify.annotations.NullMarked;
