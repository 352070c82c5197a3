@NullMarked
package dev.wharf.app.local;

import org.jspecify.annotations.NullMarked;
