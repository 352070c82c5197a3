/// Linked devices: webhooks of the gateways WAHA and GOWA, and the clients that talk to them. See
/// `docs/capture-linked.md`.
@NullMarked
package dev.wharf.capture.linked;

import org.jspecify.annotations.NullMarked;
