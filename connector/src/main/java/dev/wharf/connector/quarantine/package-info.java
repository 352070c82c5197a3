/// The quarantine: who waits, why, and how they get their mail after all.
@NullMarked
package dev.wharf.connector.quarantine;

import org.jspecify.annotations.NullMarked;
