package dev.wharf.site.http;

/// One way into the site. The table of all routes is what the server serves, what the OpenAPI
/// document is compared with, and what the test without credentials crawls.
///
/// @param path with names in braces: `/v1/accounts/{account}`
/// @param mostBody bytes that a body may have; larger ones are refused with 413
/// @param summary one line, for the OpenAPI document
public record Route(
        Method method, String path, Access access, long mostBody, String summary, Handler handler) {

    public static final long NO_BODY = 0;
    public static final long SMALL = 64 * 1024;

    /// Meta sends up to 3 MB; what is a little more is taken too, rather than lost for ever.
    public static final long WEBHOOK = 16L << 20;

    public static final long UNLIMITED = Long.MAX_VALUE;

    /// For every path template a name stands in at most one place.
    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + path);
        }
    }
}
