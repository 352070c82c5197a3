/// Notices when nothing arrives any more, and fetches what was missed. Time passes by ticks.
@NullMarked
package dev.wharf.site.watch;

import org.jspecify.annotations.NullMarked;
