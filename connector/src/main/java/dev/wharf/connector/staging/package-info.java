/// Staging: a run's input between pull from the site and import into the archive, sealed, and
/// emptied with proof of delivery.
@NullMarked
package dev.wharf.connector.staging;

import org.jspecify.annotations.NullMarked;
