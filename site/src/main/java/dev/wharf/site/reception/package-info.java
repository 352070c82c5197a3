/// Takes webhooks in: who they are for, what may be kept, what must be fetched; seals the rest.
@NullMarked
package dev.wharf.site.reception;

import org.jspecify.annotations.NullMarked;
