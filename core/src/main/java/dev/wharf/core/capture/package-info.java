/// What a source gave us, raw, and the ports through which it travels to the archive.
@NullMarked
package dev.wharf.core.capture;

import org.jspecify.annotations.NullMarked;
