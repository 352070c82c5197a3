/// The words of Wharf. What belongs to no narrower package stands here.
@NullMarked
package dev.wharf.core;

import org.jspecify.annotations.NullMarked;
