package dev.wharf.store.object.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A fake of what gives tokens in Azure: the instance metadata service of a machine, and the login
/// host. It enforces what Microsoft documents of both requests.
final class FakeTokenServer implements AutoCloseable {
    static final String TOKEN = "eyJ0eXAi.fake.token";

    private final HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private volatile int fault;

    FakeTokenServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/metadata/identity/oauth2/token", this::metadata);
        server.createContext("/", this::login);
        server.start();
    }

    TokenEndpoint endpoint() {
        return new TokenEndpoint(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "the fake");
    }

    /// Every request is answered so; 0 for as it should be.
    void fail(int status) {
        fault = status;
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private void metadata(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        note(query);
        boolean right =
                exchange.getRequestMethod().equals("GET")
                        && "true".equals(exchange.getRequestHeaders().getFirst("Metadata"))
                        && query.startsWith("api-version=2018-02-01&resource=https%3A%2F%2F");
        answer(exchange, right, "{\"access_token\":\"%s\",\"expires_in\":\"86399\"}");
    }

    private void login(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        note(exchange.getRequestURI() + " " + form);
        boolean right =
                exchange.getRequestMethod().equals("POST")
                        && exchange.getRequestURI().getPath().endsWith("/oauth2/v2.0/token")
                        && form.contains("grant_type=client_credentials")
                        && form.contains("client-assertion-type%3Ajwt-bearer");
        answer(
                exchange,
                right,
                "{\"token_type\":\"Bearer\",\"access_token\":\"%s\",\"expires_in\":3599}");
    }

    private synchronized void note(String request) {
        asked.add(request);
    }

    private void answer(HttpExchange exchange, boolean right, String json) throws IOException {
        try (exchange) {
            int status = fault != 0 ? fault : right ? 200 : 400;
            String body =
                    status == 200
                            ? json.formatted(TOKEN)
                            : "{\"error\":\"invalid_request\",\"error_description\":\"you sent secrets\"}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
