/// WhatsApp's addresses, as linked devices and phones write them.
@NullMarked
package dev.wharf.capture.jid;

import org.jspecify.annotations.NullMarked;
