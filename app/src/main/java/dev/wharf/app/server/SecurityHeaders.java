package dev.wharf.app.server;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

import java.util.List;

/// What every answer carries, pages and errors alike; a route may say otherwise for its own.
final class SecurityHeaders {
    private static final List<HttpField> ALWAYS =
            List.of(
                    new PreEncodedHttpField("Cache-Control", "no-store"),
                    new PreEncodedHttpField(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                                    + " form-action 'self'; base-uri 'none'; frame-ancestors"
                                    + " 'none'"),
                    new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
                    new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
                    new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
                    new PreEncodedHttpField("X-Frame-Options", "DENY"));
    private static final HttpField TRANSPORT =
            new PreEncodedHttpField("Strict-Transport-Security", "max-age=31536000");

    private SecurityHeaders() {}

    /// @param secure whether it goes over TLS, ours or a trusted proxy's
    static void set(HttpFields.Mutable headers, boolean secure) {
        ALWAYS.forEach(headers::put);
        if (secure) {
            headers.put(TRANSPORT);
        }
    }
}
