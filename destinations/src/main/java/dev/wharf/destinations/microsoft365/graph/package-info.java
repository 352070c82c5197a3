/// Talking to Microsoft Graph: which cloud, signing in, and one request with its answer. It knows
/// nothing of mails; the directory and the destination stand on it.
@NullMarked
package dev.wharf.destinations.microsoft365.graph;

import org.jspecify.annotations.NullMarked;
