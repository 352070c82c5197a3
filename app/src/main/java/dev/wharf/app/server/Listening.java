package dev.wharf.app.server;

import org.jspecify.annotations.Nullable;

/// Where a listener listens.
///
/// @param host name or address; a loopback one keeps others out
/// @param port 0 for any that is free
/// @param certificate null for plain HTTP: on loopback, or behind a proxy that speaks TLS
public record Listening(String host, int port, @Nullable PemCertificate certificate) {

    public static Listening loopback(int port) {
        return new Listening("127.0.0.1", port, null);
    }
}
