/// How fast captures become durable.
@NullMarked
package dev.wharf.bench.journal;

import org.jspecify.annotations.NullMarked;
