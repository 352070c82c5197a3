/// What connectors did: run records, everything that did not arrive, the admin log, and when people
/// are told.
@NullMarked
package dev.wharf.connector.log;

import org.jspecify.annotations.NullMarked;
