@NullMarked
package dev.wharf.connector.intake;

import org.jspecify.annotations.NullMarked;
