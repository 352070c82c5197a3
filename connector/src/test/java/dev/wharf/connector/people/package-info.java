@NullMarked
package dev.wharf.connector.people;

import org.jspecify.annotations.NullMarked;
