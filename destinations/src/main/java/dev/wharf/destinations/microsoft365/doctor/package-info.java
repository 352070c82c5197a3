/// Whether a tenant is set up for this destination, and what an administrator runs where it is not.
@NullMarked
package dev.wharf.destinations.microsoft365.doctor;

import org.jspecify.annotations.NullMarked;
