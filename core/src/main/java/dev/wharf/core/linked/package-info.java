/// Linked devices: the port to the gateways that run beside Wharf.
@NullMarked
package dev.wharf.core.linked;

import org.jspecify.annotations.NullMarked;
