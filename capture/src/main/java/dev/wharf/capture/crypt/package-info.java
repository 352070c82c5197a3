/// WhatsApp's encrypted Android backups (`msgstore.db.crypt12`, `.crypt14`, `.crypt15`): keys,
/// headers, and plaintext that is handed out only after the whole file has been verified.
@NullMarked
package dev.wharf.capture.crypt;

import org.jspecify.annotations.NullMarked;
