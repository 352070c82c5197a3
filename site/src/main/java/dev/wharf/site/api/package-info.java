/// What the handlers of the administrators' JSON interface share.
@NullMarked
package dev.wharf.site.api;

import org.jspecify.annotations.NullMarked;
