/// WhatsApp's databases on an iPhone and on a Mac: one file, the folder around it, or a backup that
/// Finder or iTunes made.
@NullMarked
package dev.wharf.capture.ios;

import org.jspecify.annotations.NullMarked;
