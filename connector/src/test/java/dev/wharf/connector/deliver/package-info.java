@NullMarked
package dev.wharf.connector.deliver;

import org.jspecify.annotations.NullMarked;
