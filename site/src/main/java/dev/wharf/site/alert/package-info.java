/// Tells people that capture is in danger, until somebody says that they know.
@NullMarked
package dev.wharf.site.alert;

import org.jspecify.annotations.NullMarked;
