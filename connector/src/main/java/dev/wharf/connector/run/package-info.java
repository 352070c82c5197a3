/// What a run did: counters, what was not imported and why, the record of it.
@NullMarked
package dev.wharf.connector.run;

import org.jspecify.annotations.NullMarked;
