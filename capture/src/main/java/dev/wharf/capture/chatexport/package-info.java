/// WhatsApp's "Export chat" files, from Android and iOS, in any language.
@NullMarked
package dev.wharf.capture.chatexport;

import org.jspecify.annotations.NullMarked;
