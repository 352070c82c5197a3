/// How a command reaches the process that owns a directory: a Unix domain socket, and what is said
/// over it. Knows no verb and no home.
@NullMarked
package dev.wharf.app.local;

import org.jspecify.annotations.NullMarked;
