/// What is collected for a case and is nobody's business but that of those named for it.
@NullMarked
package dev.wharf.connector.collection;

import org.jspecify.annotations.NullMarked;
