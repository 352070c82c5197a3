/// Configuration: a strict file, overridden by the environment; every value knows where it is from.
@NullMarked
package dev.wharf.app.config;

import org.jspecify.annotations.NullMarked;
