package dev.wharf.testkit.linked;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A fake WAHA with the GOWS engine: the calls that Wharf makes, by its documentation. Requires the
/// API key, knows no session that was not made, refuses what the state does not allow, and signs
/// with HMAC SHA-512.
public final class FakeWaha extends FakeGateway {
    /// The real one's default is 180 seconds.
    public static final Duration LIFETIME = Duration.ofMinutes(3);

    private static final String CHALLENGE =
            "{\"challenge\":\"9WVUYm9AsQ\",\"timeout\":60000,\"rpId\":\"whatsapp.com\",\"userVerification\":\"required\"}";

    private final String key;
    private String engine = "GOWS";
    private @Nullable String lifetime = "604800";
    private int events;

    public FakeWaha(String key) {
        this.key = key;
    }

    /// Runs with another engine from now on.
    public void engine(String name) {
        engine = name;
    }

    /// What `WHATSAPP_FILES_LIFETIME` is set to; null when it is not.
    public void lifetime(@Nullable String seconds) {
        lifetime = seconds;
    }

    @Override
    protected Reply answer(Call call) {
        if (!key.isEmpty() && !key.equals(call.headers().get("x-api-key"))) {
            return Reply.status(401);
        }
        if (call.is("GET", "api", "version")) {
            return Reply.json(
                    JSON.createObjectNode().put("version", "2026.8.1").put("engine", engine));
        }
        if (call.is("GET", "api", "server", "environment")) {
            return Reply.json(environment());
        }
        if (call.is("GET", "api", "files", "*", "*")) {
            return file(call.step(2) + "/" + call.step(3));
        }
        return call.steps().size() > 1 && call.step(1).equals("sessions")
                ? sessions(call)
                : inSession(call);
    }

    private ObjectNode environment() {
        ObjectNode environment = JSON.createObjectNode();
        if (lifetime != null) {
            environment.put("WHATSAPP_FILES_LIFETIME", lifetime);
        }
        return environment;
    }

    private Reply sessions(Call call) {
        if (call.is("GET", "api", "sessions")) {
            return Reply.json(JSON.createArrayNode());
        }
        if (call.is("POST", "api", "sessions")) {
            return create(call.body());
        }
        String name = call.steps().size() > 2 ? call.step(2) : "";
        Session session = sessions.get(name);
        if (session == null) {
            return Reply.status(404);
        }
        if (call.is("GET", "api", "sessions", "*")) {
            return Reply.json(shown(name, session));
        }
        if (call.is("PUT", "api", "sessions", "*")) {
            configure(session, call.body());
            return Reply.json(shown(name, session));
        }
        if (call.is("DELETE", "api", "sessions", "*")) {
            sessions.remove(name);
            return Reply.json(JSON.createObjectNode());
        }
        return act(call, name, session);
    }

    private Reply act(Call call, String name, Session session) {
        String act = call.steps().getLast();
        if (!call.method().equals("POST") || !List.of("start", "restart", "logout").contains(act)) {
            return Reply.status(404);
        }
        if (act.equals("logout") || act.equals("restart")) {
            session.number = act.equals("logout") ? null : session.number;
        }
        session.state = State.STARTING;
        return Reply.json(shown(name, session));
    }

    private Reply create(ObjectNode body) {
        String name = body.path("name").asString();
        if (sessions.containsKey(name)) {
            return Reply.status(422);
        }
        Session session = new Session();
        configure(session, body);
        sessions.put(name, session);
        return new Reply(201, shown(name, session), null);
    }

    private static void configure(Session session, ObjectNode body) {
        var config = body.path("config");
        var webhook = config.path("webhooks").path(0);
        session.webhook = webhook.path("url").asString("");
        session.secret = webhook.path("hmac").path("key").asString("");
        session.metadata =
                config.path("metadata") instanceof ObjectNode given
                        ? given
                        : JSON.createObjectNode();
    }

    private ObjectNode shown(String name, Session session) {
        ObjectNode shown = JSON.createObjectNode().put("name", name).put("status", status(session));
        me(shown, session);
        shown.putObject("engine").put("engine", engine);
        return shown;
    }

    private static String status(Session session) {
        return switch (session.state) {
            case STOPPED -> "STOPPED";
            case STARTING -> "STARTING";
            case QR -> "SCAN_QR_CODE";
            case PASSKEY -> "PASSKEY_REQUIRED";
            case CONFIRMATION -> "PASSKEY_CONFIRMATION_REQUIRED";
            case WORKING -> "WORKING";
            case FAILED -> "FAILED";
        };
    }

    private static void me(ObjectNode node, Session session) {
        if (session.number == null) {
            node.putNull("me");
        } else {
            node.putObject("me")
                    .put("id", session.number + "@c.us")
                    .put("pushName", session.pushName);
        }
    }

    private Reply inSession(Call call) {
        Session session = call.steps().size() > 1 ? sessions.get(call.step(1)) : null;
        if (session == null) {
            return Reply.status(404);
        }
        if (call.is("GET", "api", "*", "lids", "*")) {
            String number = session.lids.get(call.step(3));
            return Reply.json(
                    JSON.createObjectNode()
                            .put("lid", call.step(3))
                            .put("pn", number == null ? null : number + "@c.us"));
        }
        if (call.is("GET", "api", "*", "chats", "overview")) {
            return Reply.json(array(page(overview(session), call)));
        }
        if (call.is("GET", "api", "*", "chats", "*", "messages")) {
            return Reply.json(array(page(messages(session, call), call)));
        }
        return auth(call, session);
    }

    private Reply auth(Call call, Session session) {
        State state = session.state;
        if (call.is("GET", "api", "*", "auth", "qr")) {
            return state == State.QR
                    ? Reply.json(JSON.createObjectNode().put("value", session.qr))
                    : Reply.status(422);
        }
        if (call.is("GET", "api", "*", "auth", "passkey", "challenge")) {
            return state == State.PASSKEY
                    ? Reply.json(JSON.readTree(CHALLENGE))
                    : Reply.status(422);
        }
        if (call.is("GET", "api", "*", "auth", "passkey", "confirmation")) {
            return state == State.CONFIRMATION
                    ? Reply.json(JSON.createObjectNode().put("code", session.code))
                    : Reply.status(422);
        }
        if (call.is("POST", "api", "*", "auth", "passkey")) {
            return step(session, State.PASSKEY, call.body().path("id").isString());
        }
        if (call.is("POST", "api", "*", "auth", "passkey", "confirm")) {
            return step(session, State.CONFIRMATION, true);
        }
        return Reply.status(404);
    }

    private static Reply step(Session session, State wanted, boolean valid) {
        if (session.state != wanted || !valid) {
            return Reply.status(422);
        }
        session.state = State.STARTING;
        return new Reply(201, JSON.createObjectNode(), null);
    }

    private static List<ObjectNode> overview(Session session) {
        return session.messages.stream()
                .map(message -> message.path("from").asString())
                .distinct()
                .map(
                        chat -> {
                            ObjectNode shown = JSON.createObjectNode().put("id", chat);
                            session.messages.stream()
                                    .filter(message -> chat.equals(message.path("from").asString()))
                                    .reduce((_, last) -> last)
                                    .ifPresent(last -> shown.set("lastMessage", last));
                            return shown;
                        })
                .toList();
    }

    private static List<ObjectNode> messages(Session session, Call call) {
        long since = Long.parseLong(call.query().getOrDefault("filter.timestamp.gte", "0"));
        String chat = call.step(3).replace("@s.whatsapp.net", "@c.us");
        return session.messages.stream()
                .filter(message -> chat.equals(message.path("from").asString()))
                .filter(message -> message.path("timestamp").asLong() >= since)
                .toList();
    }

    private static ArrayNode array(List<ObjectNode> nodes) {
        ArrayNode array = JSON.createArrayNode();
        nodes.forEach(array::add);
        return array;
    }

    @Override
    public String receive(String session, String from, String id, String text) {
        ObjectNode message = message(from, id, text);
        session(session).messages.add(message);
        deliver(session, webhook(session, "message.any", message));
        return id;
    }

    @Override
    public String receiveFile(String session, String from, String id, byte[] content) {
        String name = session + "/" + id + ".jpeg";
        Duration kept = lifetime == null ? LIFETIME : Duration.ofSeconds(Long.parseLong(lifetime));
        files.put(name, new StoredFile(content, kept.isZero() ? Instant.MAX : now().plus(kept)));
        ObjectNode message = message(from, id, null).put("hasMedia", true);
        message.putObject("media")
                .put("url", "http://localhost:3000/api/files/" + name)
                .put("mimetype", "image/jpeg")
                .putNull("filename");
        session(session).messages.add(message);
        deliver(session, webhook(session, "message.any", message));
        return id;
    }

    @Override
    public void lose(String session, String from, String id, String text) {
        session(session).messages.add(message(from, id, text));
    }

    @Override
    public void revoke(String session, String from, String id, String revoked) {
        ObjectNode payload = JSON.createObjectNode().put("revokedMessageId", revoked);
        payload.set("after", message(from, id, null));
        payload.putNull("before");
        deliver(session, webhook(session, "message.revoked", payload));
    }

    private ObjectNode message(String from, String id, @Nullable String text) {
        String chat = from.replace("@s.whatsapp.net", "@c.us");
        return JSON.createObjectNode()
                .put("id", "false_" + chat + "_" + id)
                .put("timestamp", now().getEpochSecond())
                .put("from", chat)
                .put("fromMe", false)
                .put("body", text)
                .put("hasMedia", false);
    }

    @Override
    protected void told(String session, Session state) {
        ObjectNode payload =
                JSON.createObjectNode().put("name", session).put("status", status(state));
        deliver(session, webhook(session, "session.status", payload));
    }

    private ObjectNode webhook(String session, String event, ObjectNode payload) {
        Session one = session(session);
        ObjectNode root =
                JSON.createObjectNode()
                        .put("id", "evt_%026d".formatted(++events))
                        .put("timestamp", now().toEpochMilli())
                        .put("event", event)
                        .put("session", session);
        root.set("metadata", one.metadata);
        me(root, one);
        root.set("payload", payload);
        return root.put("engine", engine);
    }

    @Override
    protected Map<String, String> signature(String secret, byte[] body) {
        return secret.isEmpty()
                ? Map.of()
                : Map.of(
                        "x-webhook-hmac",
                        hmac("HmacSHA512", secret, body),
                        "x-webhook-hmac-algorithm",
                        "sha512");
    }
}
