/// The destination Microsoft 365: items as messages of Exchange Online, by Microsoft Graph.
@NullMarked
package dev.wharf.destinations.microsoft365;

import org.jspecify.annotations.NullMarked;
