/// What no document settles, asked of a real tenant, with a report to keep.
@NullMarked
package dev.wharf.destinations.microsoft365.proof;

import org.jspecify.annotations.NullMarked;
