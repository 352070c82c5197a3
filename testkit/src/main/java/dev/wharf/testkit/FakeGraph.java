package dev.wharf.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A fake of Meta's Graph API on the loopback interface, for as much of it as capture asks. It
/// enforces what Meta documents: a token of the number asked about, the number beside the id of a
/// file, addresses of files that are good for five minutes, files that are gone after seven days. A
/// wrong call is answered with the documented error and noted.
///
/// It is no evidence of what Meta's servers do beyond their documents. Safe for many threads.
public final class FakeGraph implements AutoCloseable {
    private static final Duration ADDRESS = Duration.ofMinutes(5);
    private static final Duration FILE = Duration.ofDays(7);
    private static final int PIECE = 1 << 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock clock;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, File> files = new ConcurrentHashMap<>();
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record File(String number, byte[] content, String type, Instant since) {}

    private record Node(String token, String json) {}

    /// An answer out of turn.
    private record Fault(int status, int code, String location) {}

    public FakeGraph(Clock clock) {
        this.clock = clock;
        try {
            this.server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /// Where it is: the base of every path.
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// From now on this number has this token, and no other.
    public void token(String phoneNumberId, String token) {
        tokens.put(phoneNumberId, token);
    }

    public void file(String phoneNumberId, String mediaId, byte[] content, String type) {
        files.put(mediaId, new File(phoneNumberId, content, type, clock.instant()));
    }

    /// An address of a file as a webhook gives it: good for five minutes from now.
    public URI address(String mediaId) {
        long until = clock.instant().plus(ADDRESS).getEpochSecond();
        return base().resolve(
                        "/whatsapp_business/attachments/?mid=%s&source=webhook&ext=%d&hash=%d"
                                .formatted(mediaId, until, hash(mediaId, until)));
    }

    private static int hash(String mediaId, long until) {
        return (mediaId + until).hashCode() & 0xffff;
    }

    /// What another path (a node, an edge of one) answers to whoever has this token.
    public void node(String path, String token, String json) {
        nodes.put(path, new Node(token, json));
    }

    /// The next request, whatever it is, is answered so: 429 with 80007, 500 with 2.
    public synchronized void failNext(int status, int code) {
        faults.add(new Fault(status, code, ""));
    }

    /// The next request is answered as it should be; what is to go wrong waits for those after it.
    public synchronized void passNext() {
        faults.add(new Fault(0, 0, ""));
    }

    public synchronized void redirectNext(String location) {
        faults.add(new Fault(302, 0, location));
    }

    /// Every request so far: `GET /v24.0/12?phone_number_id=34`.
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /// Requests that no client of Meta's should make.
    public synchronized List<String> wrongRequests() {
        return List.copyOf(wrong);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            Fault fault = noted(request);
            if (fault != null) {
                fault(exchange, fault);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                refuse(exchange, request, 400, 100, "Unsupported method");
            } else if (exchange.getRequestURI().getPath().startsWith("/whatsapp_business/")) {
                content(exchange, request);
            } else {
                graph(exchange, request);
            }
        }
    }

    private synchronized @Nullable Fault noted(String request) {
        requests.add(request);
        Fault fault = faults.poll();
        return fault == null || fault.status == 0 ? null : fault;
    }

    private void fault(HttpExchange exchange, Fault fault) throws IOException {
        if (fault.status == 302) {
            exchange.getResponseHeaders().set("Location", fault.location);
            exchange.sendResponseHeaders(302, -1);
        } else {
            error(exchange, fault.status, fault.code, "Service temporarily unavailable");
        }
    }

    private void graph(HttpExchange exchange, String request) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.matches("/v[0-9]+\\.[0-9]+/.+")) {
            refuse(exchange, request, 400, 2500, "Unknown path components");
            return;
        }
        String node = path.substring(path.indexOf('/', 1));
        String token = bearer(exchange);
        Node known = nodes.get(node);
        if (known != null) {
            if (token.equals(known.token)) {
                json(exchange, 200, known.json);
            } else {
                noToken(exchange, request);
            }
        } else {
            file(exchange, request, node.substring(1), token);
        }
    }

    private void file(HttpExchange exchange, String request, String mediaId, String token)
            throws IOException {
        String number = query(exchange).getOrDefault("phone_number_id", "");
        if (!tokens.containsValue(token)) {
            noToken(exchange, request);
            return;
        }
        if (number.isEmpty()) {
            note(request);
        }
        File file = files.get(mediaId);
        if (file == null || !isGiven(file, number, token)) {
            error(
                    exchange,
                    400,
                    100,
                    "Unsupported get request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation"
                            .formatted(mediaId));
            return;
        }
        json(
                exchange,
                200,
                "{\"messaging_product\":\"whatsapp\",\"url\":\"%s\",\"mime_type\":\"%s\",\"sha256\":\"%s\",\"file_size\":%d,\"id\":\"%s\"}"
                        .formatted(
                                address(mediaId).toString().replace("/", "\\/"),
                                file.type,
                                Digests.sha256(file.content),
                                file.content.length,
                                mediaId));
    }

    private boolean isGiven(File file, String number, String token) {
        return !file.since.plus(FILE).isBefore(clock.instant())
                && file.number.equals(number)
                && token.equals(tokens.get(number));
    }

    private void content(HttpExchange exchange, String request) throws IOException {
        Map<String, String> query = query(exchange);
        String mediaId = query.getOrDefault("mid", "");
        long until = Long.parseLong(query.getOrDefault("ext", "0"));
        File file = files.get(mediaId);
        String token = bearer(exchange);
        if (!tokens.containsValue(token)) {
            noToken(exchange, request);
        } else if (file == null
                || clock.instant().getEpochSecond() > until
                || !query.getOrDefault("hash", "").equals("" + hash(mediaId, until))) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.getResponseHeaders().set("Content-Type", file.type);
            send(exchange, 200, file.content);
        }
    }

    private static String bearer(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && given.startsWith("Bearer ") ? given.substring(7) : "";
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private void noToken(HttpExchange exchange, String request) throws IOException {
        if (bearer(exchange).isEmpty()) {
            note(request);
        }
        error(exchange, 401, 190, "Invalid OAuth access token - Cannot parse access token");
    }

    private void refuse(HttpExchange exchange, String request, int status, int code, String text)
            throws IOException {
        note(request);
        error(exchange, status, code, text);
    }

    private synchronized void note(String request) {
        wrong.add(request);
    }

    private static void error(HttpExchange exchange, int status, int code, String text)
            throws IOException {
        json(
                exchange,
                status,
                "{\"error\":{\"message\":\"%s\",\"type\":\"OAuthException\",\"code\":%d,\"fbtrace_id\":\"AbC\"}}"
                        .formatted(text, code));
    }

    private static void json(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, json.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            // Piece by piece: the server copies what it is given.
            for (int from = 0; from < body.length; from += PIECE) {
                out.write(body, from, Math.min(PIECE, body.length - from));
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
