@NullMarked
package dev.wharf.destinations.microsoft365;

import org.jspecify.annotations.NullMarked;
