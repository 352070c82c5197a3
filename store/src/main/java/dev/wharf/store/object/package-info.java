/// Objects that are written once, read and deleted, wherever they lie; sealed before they leave the
/// process.
@NullMarked
package dev.wharf.store.object;

import org.jspecify.annotations.NullMarked;
