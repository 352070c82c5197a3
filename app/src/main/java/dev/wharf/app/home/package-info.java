/// A home directory, opened: the compositions, wired by hand.
@NullMarked
package dev.wharf.app.home;

import org.jspecify.annotations.NullMarked;
