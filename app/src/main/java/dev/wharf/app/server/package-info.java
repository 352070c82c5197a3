/// The site's routes on the network: binds them to Jetty, and keeps away what should not reach
/// them.
@NullMarked
package dev.wharf.app.server;

import org.jspecify.annotations.NullMarked;
