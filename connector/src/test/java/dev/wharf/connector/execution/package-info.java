@NullMarked
package dev.wharf.connector.execution;

import org.jspecify.annotations.NullMarked;
