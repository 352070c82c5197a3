/// Whose certificates destinations believe.
@NullMarked
package dev.wharf.destinations.tls;

import org.jspecify.annotations.NullMarked;
