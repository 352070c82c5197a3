/// Telling people that capture is in danger.
@NullMarked
package dev.wharf.core.alert;

import org.jspecify.annotations.NullMarked;
