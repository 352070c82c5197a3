package dev.wharf.site.http;

/// Who may use a route. The server checks it before the handler is asked.
public enum Access {
    /// Whoever asks, and it tells nobody anything: health.
    OPEN,
    /// The handler checks a signature over the body: webhooks.
    SIGNED,
    /// The path or a form carries a single-use or short-lived secret that the handler checks.
    LINK,
    /// A bearer token of an uploader, who hands in for one account and can do nothing else; or of a
    /// connector, who hands in for anybody.
    UPLOADER,
    /// A bearer token of a connector or an archive: feed.
    CONNECTOR,
    /// A bearer token of an administrator.
    ADMINISTRATOR;

    /// Whether a token of that role opens a route of this access. A role opens its own routes only,
    /// but for uploads.
    public boolean admits(Access role) {
        return role == this || (this == UPLOADER && role == CONNECTOR);
    }
}
