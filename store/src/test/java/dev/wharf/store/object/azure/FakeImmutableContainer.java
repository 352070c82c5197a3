package dev.wharf.store.object.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/// A fake of a container whose policy forbids deletion, which Azurite cannot do (it answers 501).
/// It answers what Microsoft documents, to as much of Blob Storage as a deletion asks, and is no
/// evidence of what Azure does beyond that.
final class FakeImmutableContainer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger deletions = new AtomicInteger();

    /// @param until what a blob's properties say, as an HTTP date; empty when they say nothing
    FakeImmutableContainer(String until) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", exchange -> handle(exchange, until));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:%d/fake".formatted(server.getAddress().getPort()));
    }

    int deletions() {
        return deletions.get();
    }

    private void handle(HttpExchange exchange, String until) throws IOException {
        try (exchange) {
            var headers = exchange.getResponseHeaders();
            headers.set("x-ms-request-id", "1");
            headers.set("x-ms-version", "2026-10-06");
            switch (exchange.getRequestMethod()) {
                case "DELETE" -> {
                    deletions.incrementAndGet();
                    headers.set("x-ms-error-code", "BlobImmutableDueToPolicy");
                    exchange.sendResponseHeaders(409, -1);
                }
                case "HEAD" -> {
                    headers.set("Content-Length", "10");
                    headers.set("Last-Modified", "Sun, 01 Mar 2026 10:00:00 GMT");
                    headers.set("x-ms-creation-time", "Sun, 01 Mar 2026 10:00:00 GMT");
                    headers.set("ETag", "\"0x1\"");
                    headers.set("x-ms-blob-type", "BlockBlob");
                    if (!until.isEmpty()) {
                        headers.set("x-ms-immutability-policy-until-date", until);
                        headers.set("x-ms-immutability-policy-mode", "locked");
                    }
                    exchange.sendResponseHeaders(200, -1);
                }
                default -> exchange.sendResponseHeaders(501, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
