/// The one exception that leaves a module on purpose, and its codes.
@NullMarked
package dev.wharf.core.error;

import org.jspecify.annotations.NullMarked;
