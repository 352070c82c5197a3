/// A mail as Exchange is to hold it: its properties, its files, and what does not fit.
@NullMarked
package dev.wharf.destinations.microsoft365.item;

import org.jspecify.annotations.NullMarked;
