/// What the site counts, for whoever watches it: numbers, account ids and route names, never
/// content.
@NullMarked
package dev.wharf.site.metrics;

import org.jspecify.annotations.NullMarked;
