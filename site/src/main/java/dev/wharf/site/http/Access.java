package dev.wharf.site.http;

/// Who may use a route. The server checks it before the handler is asked.
public enum Access {
    /// Whoever asks, and it tells nobody anything: health.
    OPEN,
    /// The handler checks a signature over the body: webhooks.
    SIGNED,
    /// The path or a form carries a single-use or short-lived secret that the handler checks.
    LINK,
    /// A bearer token of a connector or an archive: feed, uploads.
    CONNECTOR,
    /// A bearer token of an administrator.
    ADMINISTRATOR
}
