package dev.wharf.site.http;

import java.io.IOException;

/// Answers requests of one route. Safe for many threads; each request has a virtual one of its own.
///
/// A [dev.wharf.core.error.WharfException] becomes a problem document by its kind (INPUT 400,
/// `NOT_FOUND` 404, REFUSED 403, TRANSIENT 503 with `Retry-After`), anything else a 500 that says
/// nothing.
@FunctionalInterface
public interface Handler {
    Reply handle(Request request) throws IOException;
}
