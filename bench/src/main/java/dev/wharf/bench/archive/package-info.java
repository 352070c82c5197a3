/// What the archive costs, and the tool that trains its dictionary.
@NullMarked
package dev.wharf.bench.archive;

import org.jspecify.annotations.NullMarked;
