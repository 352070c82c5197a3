@NullMarked
package dev.wharf.destinations.microsoft365.doctor;

import org.jspecify.annotations.NullMarked;
