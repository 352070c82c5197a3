@NullMarked
package dev.wharf.destinations.journal;

import org.jspecify.annotations.NullMarked;
