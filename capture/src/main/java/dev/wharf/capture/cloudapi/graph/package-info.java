/// Meta's Graph API as far as capture needs it: the files that webhooks name, and whether the
/// webhooks are subscribed to.
@NullMarked
package dev.wharf.capture.cloudapi.graph;

import org.jspecify.annotations.NullMarked;
