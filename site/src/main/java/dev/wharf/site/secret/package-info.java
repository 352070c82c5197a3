/// The site's own key, and the secrets of sources that are sealed under it.
@NullMarked
package dev.wharf.site.secret;

import org.jspecify.annotations.NullMarked;
