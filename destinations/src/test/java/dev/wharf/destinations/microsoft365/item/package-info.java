@NullMarked
package dev.wharf.destinations.microsoft365.item;

import org.jspecify.annotations.NullMarked;
