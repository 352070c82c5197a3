/// Progress of long work.
@NullMarked
package dev.wharf.core.progress;

import org.jspecify.annotations.NullMarked;
