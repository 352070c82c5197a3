@NullMarked
package dev.wharf.destinations.microsoft365.graph;

import org.jspecify.annotations.NullMarked;
