/// What a site itself has to say: that for a time nothing could be captured.
@NullMarked
package dev.wharf.capture.note;

import org.jspecify.annotations.NullMarked;
