@NullMarked
package dev.wharf.destinations.microsoft365.limits;

import org.jspecify.annotations.NullMarked;
