package dev.wharf.site.watch;

import java.time.Instant;

/// How far a session was fetched from its gateway.
///
/// @param reached up to when everything was fetched
/// @param due when it is to be fetched again
/// @param failures in a row
record Reconciliation(String session, Instant reached, Instant due, int failures) {}
