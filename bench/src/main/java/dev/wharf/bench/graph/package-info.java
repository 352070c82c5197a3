/// What Microsoft's limits allow, by the destination's own policies on a virtual clock.
@NullMarked
package dev.wharf.bench.graph;

import org.jspecify.annotations.NullMarked;
