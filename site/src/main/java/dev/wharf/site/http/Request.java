package dev.wharf.site.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// One request, as a handler sees it. For one thread.
public interface Request {

    Method method();

    /// The value that stands in the path for a name in the route's template.
    String path(String name);

    /// First value of that name in the query.
    Optional<String> query(String name);

    /// First value of a header; names in any case.
    Optional<String> header(String name);

    /// All headers by lower-case name, first values.
    Map<String, String> headers();

    /// Who asks, once the route's access was checked; empty where it needs none.
    Optional<Caller> caller();

    /// The network address it came from: the proxy's word for it where a proxy is trusted.
    String remoteAddress();

    /// The body as it comes. Ends with an [IOException] when the sender is too slow or too large.
    InputStream body() throws IOException;

    /// The whole body.
    ///
    /// @throws dev.wharf.core.error.WharfException `INPUT_HOSTILE` when it is larger than the route
    ///   takes
    byte[] bytes() throws IOException;

    /// Fields of an `application/x-www-form-urlencoded` body.
    Map<String, String> form() throws IOException;
}
