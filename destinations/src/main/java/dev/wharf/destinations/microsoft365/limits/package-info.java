/// What Exchange Online takes, as policies that only count: they are told the time and never wait.
@NullMarked
package dev.wharf.destinations.microsoft365.limits;

import org.jspecify.annotations.NullMarked;
