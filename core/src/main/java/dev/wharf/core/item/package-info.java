/// An event as a mail, and its identity.
@NullMarked
package dev.wharf.core.item;

import org.jspecify.annotations.NullMarked;
