/// Wharf the command: the one room that sees all others, and puts them together by hand.
@NullMarked
package dev.wharf.app;

import org.jspecify.annotations.NullMarked;
