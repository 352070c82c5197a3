/// What the site's tests stand on.
@NullMarked
package dev.wharf.site.testing;

import org.jspecify.annotations.NullMarked;
