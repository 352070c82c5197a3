/// The journal of another archive: copies of items by SMTP, for firms that keep the archive they
/// have.
@NullMarked
package dev.wharf.destinations.journal;

import org.jspecify.annotations.NullMarked;
