/// Bringing copies of archived items to a destination: by sequence, in windows, with debts for what
/// could not be delivered.
@NullMarked
package dev.wharf.connector.deliver;

import org.jspecify.annotations.NullMarked;
