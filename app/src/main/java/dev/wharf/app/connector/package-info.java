/// Connectors composed: their kinds, secrets and directories, and the loop that runs them.
@NullMarked
package dev.wharf.app.connector;

import org.jspecify.annotations.NullMarked;
