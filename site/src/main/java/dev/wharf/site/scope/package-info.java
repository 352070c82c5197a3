/// What may be captured of whom: decided before anything is sealed, provable without content.
@NullMarked
package dev.wharf.site.scope;

import org.jspecify.annotations.NullMarked;
