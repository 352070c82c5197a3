package dev.wharf.testkit.linked;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What is common to the fake gateways: a server on the loopback address that enforces what the
/// real one documents, a state for each session that the test moves on step by step, and webhooks
/// that are signed. Nothing of WhatsApp is in it.
///
/// Safe for use by a test's thread and the server's.
public abstract sealed class FakeGateway implements AutoCloseable permits FakeWaha, FakeGowa {
    protected static final JsonMapper JSON = JsonMapper.builder().build();

    /// Where a fake session has come to.
    public enum State {
        STOPPED,
        STARTING,
        QR,
        PASSKEY,
        CONFIRMATION,
        WORKING,
        FAILED
    }

    /// One webhook as it goes over the wire.
    ///
    /// @param headers by lower-case name
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    public record Delivery(byte[] body, Map<String, String> headers) {}

    /// A fake session; everything in it is set by the test or by calls.
    protected static final class Session {
        State state = State.STARTING;
        String qr = "";
        String code = "";
        @Nullable String number;
        @Nullable String pushName;
        String webhook = "";
        String secret = "";
        ObjectNode metadata = JSON.createObjectNode();
        final List<ObjectNode> messages = new CopyOnWriteArrayList<>();
        final Map<String, String> lids = new LinkedHashMap<>();
    }

    /// A file on the fake's disk.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    protected record StoredFile(byte[] content, Instant until) {}

    protected final Map<String, Session> sessions = new LinkedHashMap<>();
    protected final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final HttpServer server;
    private final List<Consumer<Delivery>> listeners = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private boolean silent;
    private int undelivered;
    private @Nullable Integer failure;

    protected FakeGateway() {
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpServer.create(any, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Hands every webhook to a test, instead of posting it to the session's address, which must be
    /// one of this machine.
    public void deliverTo(Consumer<Delivery> listener) {
        listeners.add(listener);
    }

    public Instant now() {
        return now;
    }

    /// Lets time pass; files whose lifetime is over are gone.
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /// From now on nothing is delivered, while the session still looks well.
    public void fallSilent() {
        silent = true;
    }

    /// Every call is answered with this status until told otherwise; null ends it.
    public void failWith(@Nullable Integer status) {
        failure = status;
    }

    /// Shows the QR code, or the next one.
    public void showQr(String session, String text) {
        move(session, State.QR, one -> one.qr = text);
    }

    public void requirePasskey(String session) {
        move(session, State.PASSKEY, _ -> {});
    }

    public void confirmWith(String session, String code) {
        move(session, State.CONFIRMATION, one -> one.code = code);
    }

    /// The phone has linked it.
    public void link(String session, String number, String pushName) {
        move(
                session,
                State.WORKING,
                one -> {
                    one.number = number;
                    one.pushName = pushName;
                });
    }

    /// The connection is lost, and being made again.
    public void disconnect(String session) {
        move(session, State.STARTING, _ -> {});
    }

    /// The phone has unlinked it.
    public void logOutFromPhone(String session) {
        move(session, State.FAILED, _ -> {});
    }

    public void failToLink(String session) {
        move(session, State.FAILED, _ -> {});
    }

    /// WhatsApp tells, late, whose LID it is.
    public void tellLid(String session, String lid, String number) {
        session(session).lids.put(lid, number);
    }

    /// Somebody writes to the session's account; the gateway keeps the message and delivers it.
    ///
    /// @return WhatsApp's id of it
    public abstract String receive(String session, String from, String id, String text);

    /// The same with a file that stays on the gateway's disk for a while.
    public abstract String receiveFile(String session, String from, String id, byte[] content);

    /// Kept, but its webhook was lost.
    public abstract void lose(String session, String from, String id, String text);

    /// The sender takes a message back, whether or not it was ever delivered.
    public abstract void revoke(String session, String from, String id, String revoked);

    protected abstract void told(String session, Session state);

    private void move(String session, State to, Consumer<Session> change) {
        Session one = session(session);
        change.accept(one);
        one.state = to;
        told(session, one);
    }

    public State stateOf(String session) {
        return session(session).state;
    }

    public boolean knows(String session) {
        return sessions.containsKey(session);
    }

    /// What the session was started with.
    public Map<String, String> metadataOf(String session) {
        Map<String, String> metadata = new LinkedHashMap<>();
        session(session)
                .metadata
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asString()));
        return metadata;
    }

    protected final Session session(String name) {
        Session session = sessions.get(name);
        if (session == null) {
            throw new AssertionError("the fake gateway knows no session " + name);
        }
        return session;
    }

    /// Signs and sends.
    protected final void deliver(String session, ObjectNode webhook) {
        Session one = session(session);
        if (silent || one.webhook.isEmpty()) {
            return;
        }
        byte[] body = JSON.writeValueAsBytes(webhook);
        Delivery delivery = new Delivery(body, signature(one.secret, body));
        if (!listeners.isEmpty()) {
            listeners.forEach(listener -> listener.accept(delivery));
            return;
        }
        URI url = URI.create(one.webhook);
        // No test reaches beyond this machine.
        if (!"127.0.0.1".equals(url.getHost()) || !post(url, delivery)) {
            undelivered++;
        }
    }

    /// Webhooks that nobody took.
    public int undelivered() {
        return undelivered;
    }

    protected abstract Map<String, String> signature(String secret, byte[] body);

    protected static String hmac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean post(URI url, Delivery delivery) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body));
        delivery.headers.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode() < 300;
        } catch (IOException lost) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A request, taken apart.
    ///
    /// @param steps of the path, decoded
    protected record Call(
            String method,
            List<String> steps,
            Map<String, String> query,
            Map<String, String> headers,
            ObjectNode body) {
        boolean is(String wanted, String... path) {
            if (!method.equals(wanted) || steps.size() != path.length) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                if (!path[i].equals("*") && !path[i].equals(steps.get(i))) {
                    return false;
                }
            }
            return true;
        }

        String step(int index) {
            return steps.get(index);
        }

        int number(String name) {
            return Integer.parseInt(query.getOrDefault(name, "0"));
        }
    }

    /// @param bytes the body when it is a file
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    protected record Reply(int status, @Nullable JsonNode json, byte @Nullable [] bytes) {
        static Reply json(JsonNode json) {
            return new Reply(200, json, null);
        }

        static Reply status(int status) {
            return new Reply(status, JSON.createObjectNode().put("statusCode", status), null);
        }

        static Reply file(byte[] bytes) {
            return new Reply(200, null, bytes);
        }
    }

    protected abstract Reply answer(Call call);

    protected final Reply file(String name) {
        StoredFile file = files.get(name);
        return file == null || !now.isBefore(file.until)
                ? Reply.status(404)
                : Reply.file(file.content);
    }

    protected static <T> List<T> page(List<T> all, Call call) {
        int from = Math.min(call.number("offset"), all.size());
        return new ArrayList<>(
                all.subList(from, Math.min(from + call.number("limit"), all.size())));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Integer status = failure;
            Reply reply = status == null ? answer(call(exchange)) : Reply.status(status);
            byte[] bytes = reply.bytes;
            byte[] body = bytes != null ? bytes : JSON.writeValueAsBytes(reply.json);
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        List<String> steps = new ArrayList<>();
        for (String step : uri.getRawPath().substring(1).split("/")) {
            steps.add(URLDecoder.decode(step, StandardCharsets.UTF_8));
        }
        Map<String, String> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.put(
                    pair.substring(0, equals),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        byte[] body = exchange.getRequestBody().readAllBytes();
        ObjectNode json =
                body.length == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
        return new Call(exchange.getRequestMethod(), steps, query, headers, json);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
