/// Addresses as directories of mail systems list them.
@NullMarked
package dev.wharf.destinations.addresses;

import org.jspecify.annotations.NullMarked;
