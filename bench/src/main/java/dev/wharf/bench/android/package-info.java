/// Phones' databases, imported from end to end.
@NullMarked
package dev.wharf.bench.android;

import org.jspecify.annotations.NullMarked;
