/// Wharf as its users meet it: from the command line, over real homes.
@NullMarked
package dev.wharf.app.endtoend;

import org.jspecify.annotations.NullMarked;
