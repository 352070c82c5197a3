/// When connectors run: the policies that decide it, and the loop that follows them.
@NullMarked
package dev.wharf.connector.schedule;

import org.jspecify.annotations.NullMarked;
