/// Who may ask the site: administrators, connectors and uploaders, their passwords and their short
/// tokens.
@NullMarked
package dev.wharf.site.credential;

import org.jspecify.annotations.NullMarked;
