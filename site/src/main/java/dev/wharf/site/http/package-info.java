/// What the site's routes are made of, without a server: `app` binds them to one.
@NullMarked
package dev.wharf.site.http;

import org.jspecify.annotations.NullMarked;
