@NullMarked
package dev.wharf.destinations.imap;

import org.jspecify.annotations.NullMarked;
