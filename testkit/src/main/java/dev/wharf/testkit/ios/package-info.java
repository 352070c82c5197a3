/// Backups of iPhones, made as Finder makes them but for the number of rounds: written by a foreign
/// library of property lists and by SQLite, so that our readers meet what is not theirs.
@NullMarked
package dev.wharf.testkit.ios;

import org.jspecify.annotations.NullMarked;
