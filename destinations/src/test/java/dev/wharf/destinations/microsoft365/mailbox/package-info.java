@NullMarked
package dev.wharf.destinations.microsoft365.mailbox;

import org.jspecify.annotations.NullMarked;
