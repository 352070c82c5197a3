/// Who may ask the site: administrators and connectors, their passwords and their short tokens.
@NullMarked
package dev.wharf.site.credential;

import org.jspecify.annotations.NullMarked;
