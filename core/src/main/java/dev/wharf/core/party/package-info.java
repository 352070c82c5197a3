/// People: who wrote, who was there, and every name they go by.
@NullMarked
package dev.wharf.core.party;

import org.jspecify.annotations.NullMarked;
