@NullMarked
package dev.wharf.testkit.android;

import org.jspecify.annotations.NullMarked;
