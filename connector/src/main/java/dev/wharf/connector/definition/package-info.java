/// What a connector is: its definition, as people write it and as the archive keeps it.
@NullMarked
package dev.wharf.connector.definition;

import org.jspecify.annotations.NullMarked;
