@NullMarked
package dev.wharf.destinations.microsoft365.proof;

import org.jspecify.annotations.NullMarked;
