/// The site, put together: its parts, its sources, its process.
@NullMarked
package dev.wharf.app.site;

import org.jspecify.annotations.NullMarked;
