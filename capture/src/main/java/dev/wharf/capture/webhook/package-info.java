/// What the sources that are webhooks share once an update is read: the event in the making, and
/// the count of what a capture holds. Knows none of them.
@NullMarked
package dev.wharf.capture.webhook;

import org.jspecify.annotations.NullMarked;
