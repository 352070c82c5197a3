/// The way of a capture into the archive: decode, identify, render, archive, acknowledge.
@NullMarked
package dev.wharf.connector.intake;

import org.jspecify.annotations.NullMarked;
