package dev.wharf.capture.ios;

import dev.wharf.capture.webhook.Draft;

/// One event, where it stands in the database, and the rows it was made of.
///
/// @param raw as JSON
@SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
record Said(Draft draft, String locator, byte[] raw) {}
