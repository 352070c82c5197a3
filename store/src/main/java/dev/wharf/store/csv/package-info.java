/// Small files that people write by hand, read strictly.
@NullMarked
package dev.wharf.store.csv;

import org.jspecify.annotations.NullMarked;
