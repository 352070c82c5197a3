/// Append-only logs in preallocated segment files: many writers, one fsync, torn tails cut.
@NullMarked
package dev.wharf.store.segment;

import org.jspecify.annotations.NullMarked;
