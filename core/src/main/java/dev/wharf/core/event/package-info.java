/// What happened in WhatsApp: the sealed hierarchy that every source decodes to.
@NullMarked
package dev.wharf.core.event;

import org.jspecify.annotations.NullMarked;
