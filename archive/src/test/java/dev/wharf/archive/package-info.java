@NullMarked
package dev.wharf.archive;

import org.jspecify.annotations.NullMarked;
