package dev.wharf.testkit.linked;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A fake GOWA: the calls that Wharf makes, by its source. Requires the password but for what lies
/// under `statics`, knows no device that was not added, refuses what the state does not allow, and
/// signs with HMAC SHA-256.
public final class FakeGowa extends FakeGateway {
    private static final String CHALLENGE =
            "{\"challenge\":\"9WVUYm9AsQ\",\"timeout\":60000,\"rpId\":\"whatsapp.com\"}";

    private final String password;
    private int logins;

    /// @param password `user:password`
    public FakeGowa(String password) {
        this.password = password;
    }

    /// How often linking was begun anew: each time drops the code that was shown before.
    public int logins() {
        return logins;
    }

    @Override
    protected Reply answer(Call call) {
        // The real one serves files before it asks for the password.
        if (call.step(0).equals("statics")) {
            return file(String.join("/", call.steps()));
        }
        String sent = call.headers().getOrDefault("authorization", "");
        byte[] expected = password.getBytes(StandardCharsets.UTF_8);
        if (!sent.equals("Basic " + Base64.getEncoder().encodeToString(expected))) {
            return Reply.status(401);
        }
        if (call.is("GET", "app", "info")) {
            return results(JSON.createObjectNode().put("version", "v9.2.0"));
        }
        return call.step(0).equals("devices") ? devices(call) : scoped(call);
    }

    private static Reply results(JsonNode results) {
        ObjectNode root = JSON.createObjectNode().put("status", 200).put("code", "SUCCESS");
        root.set("results", results);
        return Reply.json(root);
    }

    private Reply devices(Call call) {
        if (call.is("GET", "devices")) {
            ArrayNode all = JSON.createArrayNode();
            sessions.forEach((name, session) -> all.add(shown(name, session)));
            return results(all);
        }
        if (call.is("POST", "devices")) {
            Session session = new Session();
            configure(session, call.body());
            sessions.put(call.body().path("device_id").asString(), session);
            return results(JSON.createObjectNode());
        }
        String name = call.step(1);
        Session session = sessions.get(name);
        if (session == null) {
            return Reply.status(400);
        }
        if (call.is("PATCH", "devices", "*", "webhook")) {
            configure(session, call.body());
            return results(JSON.createObjectNode());
        }
        if (call.is("DELETE", "devices", "*")) {
            sessions.remove(name);
            return results(JSON.createObjectNode());
        }
        if (call.is("GET", "devices", "*", "login")) {
            return login(session);
        }
        return call.is("POST", "devices", "*", "reconnect") && session.number != null
                ? results(JSON.createObjectNode())
                : Reply.status(400);
    }

    /// Begins anew: what was shown before is worth nothing any more.
    private Reply login(Session session) {
        if (session.number != null) {
            return Reply.status(400);
        }
        String path = "statics/qrcode/scan-qr-" + ++logins + ".png";
        byte[] picture = ("fake picture " + logins).getBytes(StandardCharsets.UTF_8);
        files.put(path, new StoredFile(picture, now().plusSeconds(30)));
        session.state = State.QR;
        return results(
                JSON.createObjectNode()
                        .put("qr_link", "http://localhost:3000/" + path)
                        .put("qr_duration", 30));
    }

    private static void configure(Session session, ObjectNode body) {
        session.webhook = body.path("webhook_url").asString("");
        session.secret = body.path("webhook_secret").asString("");
    }

    private static ObjectNode shown(String name, Session session) {
        ObjectNode shown =
                JSON.createObjectNode()
                        .put("id", name)
                        .put(
                                "state",
                                switch (session.state) {
                                    case WORKING -> "logged_in";
                                    case STARTING -> "connecting";
                                    case QR, PASSKEY, CONFIRMATION -> "connected";
                                    case STOPPED, FAILED -> "disconnected";
                                });
        if (session.number != null) {
            shown.put("jid", session.number + ":7@s.whatsapp.net")
                    .put("display_name", session.pushName);
        }
        return shown;
    }

    private Reply scoped(Call call) {
        Session session = sessions.get(call.headers().getOrDefault("x-device-id", ""));
        if (session == null) {
            return Reply.status(404);
        }
        if (call.is("GET", "app", "passkey")) {
            return results(passkey(session));
        }
        if (call.is("POST", "app", "passkey", "response")) {
            return step(session, State.PASSKEY, call.body().path("id").isString());
        }
        if (call.is("POST", "app", "passkey", "confirm")) {
            return step(session, State.CONFIRMATION, true);
        }
        if (call.is("GET", "user", "info")) {
            ObjectNode results = JSON.createObjectNode();
            String number = session.lids.get(call.query().getOrDefault("phone", ""));
            return results(number == null ? results : results.put("resolved_phone", number));
        }
        if (call.is("GET", "chats")) {
            return results(data(page(chats(session), call)));
        }
        if (call.is("GET", "chat", "*", "messages")) {
            return results(data(page(stored(session, call), call)));
        }
        return call.is("GET", "message", "*", "download")
                ? download(call.step(1))
                : Reply.status(404);
    }

    private static ObjectNode passkey(Session session) {
        ObjectNode results = JSON.createObjectNode().put("status", "none");
        if (session.state == State.PASSKEY) {
            results.put("status", "awaiting_response").set("challenge", JSON.readTree(CHALLENGE));
        } else if (session.state == State.CONFIRMATION) {
            results.put("status", "awaiting_confirmation").put("code", session.code);
        }
        return results;
    }

    private static Reply step(Session session, State wanted, boolean valid) {
        if (session.state != wanted || !valid) {
            return Reply.status(400);
        }
        session.state = State.STARTING;
        return results(JSON.createObjectNode());
    }

    private Reply download(String id) {
        String path = "statics/media/" + id + ".jpe";
        return files.containsKey(path) && now().isBefore(files.get(path).until())
                ? results(JSON.createObjectNode().put("file_path", path))
                : Reply.status(400);
    }

    private static List<ObjectNode> chats(Session session) {
        return session.messages.stream()
                .map(message -> message.path("chat_id").asString())
                .distinct()
                .map(
                        chat ->
                                JSON.createObjectNode()
                                        .put("jid", chat)
                                        .put("last_message_time", lastTime(session, chat)))
                .toList();
    }

    private static @Nullable String lastTime(Session session, String chat) {
        return session.messages.stream()
                .filter(message -> chat.equals(message.path("chat_id").asString()))
                .map(message -> message.path("timestamp").asString())
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private static List<ObjectNode> stored(Session session, Call call) {
        Instant since =
                Instant.parse(call.query().getOrDefault("start_time", "1970-01-01T00:00:00Z"));
        return session.messages.stream()
                .filter(message -> call.step(1).equals(message.path("chat_id").asString()))
                .filter(
                        message ->
                                !Instant.parse(message.path("timestamp").asString())
                                        .isBefore(since))
                .map(FakeGowa::row)
                .toList();
    }

    private static ObjectNode row(ObjectNode message) {
        ObjectNode row =
                JSON.createObjectNode()
                        .put("id", message.path("id").asString())
                        .put("chat_jid", message.path("chat_id").asString())
                        .put("sender_jid", message.path("from").asString())
                        .put("content", message.path("body").asString(""))
                        .put("timestamp", message.path("timestamp").asString())
                        .put("is_from_me", false)
                        .put("media_type", "");
        return message.has("image")
                ? row.put("media_type", "image").put("url", "https://mmg.whatsapp.net/x")
                : row;
    }

    private static ObjectNode data(List<ObjectNode> rows) {
        ObjectNode results = JSON.createObjectNode();
        ArrayNode data = results.putArray("data");
        rows.forEach(data::add);
        return results;
    }

    @Override
    public String receive(String session, String from, String id, String text) {
        ObjectNode message = message(from, id).put("body", text);
        session(session).messages.add(message);
        deliver(session, webhook(session, "message", message));
        return id;
    }

    @Override
    public String receiveFile(String session, String from, String id, byte[] content) {
        String path = "statics/media/" + id + ".jpe";
        // The real one never deletes; a test that wants it gone lets a year pass.
        files.put(path, new StoredFile(content, now().plus(Duration.ofDays(365))));
        ObjectNode message = message(from, id).put("image", path);
        session(session).messages.add(message);
        deliver(session, webhook(session, "message", message));
        return id;
    }

    @Override
    public void lose(String session, String from, String id, String text) {
        session(session).messages.add(message(from, id).put("body", text));
    }

    @Override
    public void revoke(String session, String from, String id, String revoked) {
        ObjectNode payload =
                message(from, id).put("revoked_message_id", revoked).put("revoked_from_me", true);
        deliver(session, webhook(session, "message.revoked", payload));
    }

    private ObjectNode message(String from, String id) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("chat_id", from)
                .put("from", from)
                .put("timestamp", now().toString())
                .put("is_from_me", false);
    }

    /// The real one tells no webhook how its devices are.
    @Override
    protected void told(String session, Session state) {
        if (state.state == State.FAILED) {
            state.number = null;
        }
    }

    private ObjectNode webhook(String session, String event, ObjectNode payload) {
        ObjectNode root = JSON.createObjectNode();
        String number = session(session).number;
        if (number != null) {
            root.put("device_id", number + "@s.whatsapp.net");
        }
        root.put("event", event).put("session_id", session);
        root.set("payload", Objects.requireNonNull(payload));
        return root;
    }

    @Override
    protected Map<String, String> signature(String secret, byte[] body) {
        return Map.of("x-hub-signature-256", "sha256=" + hmac("HmacSHA256", secret, body));
    }
}
