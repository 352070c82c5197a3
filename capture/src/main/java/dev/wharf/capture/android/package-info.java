/// Reads the databases of WhatsApp on Android: `msgstore.db` with `wa.db` and the media beside
/// them, plain or encrypted.
@NullMarked
package dev.wharf.capture.android;

import org.jspecify.annotations.NullMarked;
