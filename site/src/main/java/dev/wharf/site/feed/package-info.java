/// The journal over HTTP: the routes that hand it out, and the client that reads it from afar.
@NullMarked
package dev.wharf.site.feed;

import org.jspecify.annotations.NullMarked;
