/// Measurements. They print ratios to a limit taken in the same run; nothing here asserts a time.
@NullMarked
package dev.wharf.bench;

import org.jspecify.annotations.NullMarked;
