/// A fake of Microsoft Graph's mail and users, for as much of it as Wharf asks.
@NullMarked
package dev.wharf.testkit.graph;

import org.jspecify.annotations.NullMarked;
