/// Who is enrolled: people, their numbers over time, how they are captured, and that they agreed.
@NullMarked
package dev.wharf.site.account;

import org.jspecify.annotations.NullMarked;
