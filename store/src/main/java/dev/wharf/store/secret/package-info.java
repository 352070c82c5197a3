/// What a home proves itself with to foreign services, sealed at rest.
@NullMarked
package dev.wharf.store.secret;

import org.jspecify.annotations.NullMarked;
