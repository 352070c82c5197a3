/// The intake of live captures, measured.
@NullMarked
package dev.wharf.bench.live;

import org.jspecify.annotations.NullMarked;
