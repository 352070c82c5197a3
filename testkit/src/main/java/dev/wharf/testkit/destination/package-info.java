/// The contract of destinations, and one in memory that fails on command.
@NullMarked
package dev.wharf.testkit.destination;

import org.jspecify.annotations.NullMarked;
