/// Opens the store that settings name, sealed and measured.
@NullMarked
package dev.wharf.store.staging;

import org.jspecify.annotations.NullMarked;
