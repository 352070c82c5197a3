/// One run of a connector, from the site's feed to every destination.
@NullMarked
package dev.wharf.connector.execution;

import org.jspecify.annotations.NullMarked;
