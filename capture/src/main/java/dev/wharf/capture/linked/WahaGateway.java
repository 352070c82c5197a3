package dev.wharf.capture.linked;

import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.GatewayHttp.Answer;
import dev.wharf.core.Finding;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.linked.GatewayChat;
import dev.wharf.core.linked.LinkState;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// WAHA (devlikeapro/waha) with its GOWS engine, over its REST API.
///
/// Safe for many threads.
public final class WahaGateway implements LinkedDeviceGateway {
    /// `message` repeats `message.any`; `presence.update` is nobody's business.
    private static final List<String> EVENTS =
            List.of(
                    "session.status",
                    "message.any",
                    "message.reaction",
                    "message.edited",
                    "message.revoked",
                    "message.ack",
                    "message.ack.group",
                    "message.waiting",
                    "poll.vote",
                    "poll.vote.failed",
                    "event.response",
                    "event.response.failed",
                    "call.received",
                    "call.accepted",
                    "call.rejected",
                    "group.v2.join",
                    "group.v2.leave",
                    "group.v2.participants",
                    "group.v2.update",
                    "engine.event");

    private static final int RETRIES = 15;
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10_000;

    private final GatewaySettings settings;
    private final GatewayHttp http;
    private final Signature signature;

    public WahaGateway(GatewaySettings settings) {
        this.settings = settings;
        this.http = new GatewayHttp("waha", settings.base(), settings.timeout());
        this.signature = new Signature("HmacSHA512", settings.hmac());
    }

    @Override
    public String name() {
        return "waha";
    }

    private Map<String, String> key() {
        return Map.of("X-Api-Key", new String(settings.key().bytes(), StandardCharsets.UTF_8));
    }

    private Answer get(String path) {
        return http.call("GET", path, null, key());
    }

    private static String api(String session, String rest) {
        return "/api/" + GatewayHttp.encoded(session) + rest;
    }

    private static String sessions(String session, String rest) {
        return "/api/sessions/" + GatewayHttp.encoded(session) + rest;
    }

    @Override
    public void start(String session, Map<String, String> metadata) {
        Answer there = get(sessions(session, ""));
        String status = Nodes.text(there.json(), "status");
        if (!there.ok()) {
            done(
                    "start a session",
                    http.call("POST", "/api/sessions", config(session, metadata), key()));
        } else if ("STOPPED".equals(status) || "FAILED".equals(status)) {
            // Its configuration is set anew: webhook and secret may have changed since.
            done(
                    "configure a session",
                    http.call("PUT", sessions(session, ""), config(session, metadata), key()));
            String how = "FAILED".equals(status) ? "/restart" : "/start";
            done("start a session", http.call("POST", sessions(session, how), null, key()));
        }
    }

    private ObjectNode config(String session, Map<String, String> metadata) {
        ObjectNode root = Reshaped.object().put("name", session).put("start", true);
        ObjectNode config = root.putObject("config");
        ObjectNode given = config.putObject("metadata");
        metadata.forEach(given::put);
        ObjectNode webhook = config.putArray("webhooks").addObject();
        webhook.put("url", settings.webhook().toString());
        var events = webhook.putArray("events");
        EVENTS.forEach(events::add);
        webhook.putObject("hmac")
                .put("key", new String(settings.hmac().bytes(), StandardCharsets.UTF_8));
        webhook.putObject("retries")
                .put("policy", "exponential")
                .put("delaySeconds", 2)
                .put("attempts", RETRIES);
        return root;
    }

    private void done(String doing, Answer answer) {
        if (!answer.ok()) {
            throw http.refused(doing, answer);
        }
    }

    @Override
    public LinkState state(String session) {
        Answer answer = get(sessions(session, ""));
        JsonNode json = answer.json();
        JsonNode me = Nodes.object(json, "me");
        String status = Objects.requireNonNullElse(Nodes.text(json, "status"), "");
        if (!answer.ok()) {
            return new LinkState.Absent();
        }
        return switch (status) {
            case "STOPPED" ->
                    me == null ? new LinkState.Absent() : new LinkState.Disconnected("stopped");
            case "SCAN_QR_CODE" -> qr(session);
            case "PASSKEY_REQUIRED" -> challenge(session);
            case "PASSKEY_CONFIRMATION_REQUIRED" ->
                    new LinkState.PasskeyConfirmation(
                            Nodes.text(
                                    get(api(session, "/auth/passkey/confirmation")).json(),
                                    "code"));
            case "WORKING" ->
                    new LinkState.Linked(
                            Who.of(Nodes.text(me, "id")).phone(), Nodes.text(me, "pushName"));
            case "FAILED" ->
                    me == null
                            ? new LinkState.Failed("the gateway gave up; start again")
                            : new LinkState.LoggedOut("the phone or WhatsApp ended it");
            // GOWS goes back to STARTING while it tries to reach WhatsApp again.
            default ->
                    me == null
                            ? new LinkState.Starting()
                            : new LinkState.Disconnected("reconnecting");
        };
    }

    private LinkState qr(String session) {
        Answer answer = get(api(session, "/auth/qr?format=raw"));
        String text = Nodes.text(answer.json(), "value");
        return text == null ? new LinkState.Starting() : new LinkState.QrShown(text, null);
    }

    private LinkState challenge(String session) {
        Answer answer = get(api(session, "/auth/passkey/challenge"));
        JsonNode challenge = answer.json();
        return answer.ok() && challenge != null
                ? new LinkState.PasskeyRequired(challenge.toString(), null)
                : new LinkState.Starting();
    }

    @Override
    public void answerPasskey(String session, String credential) {
        byte[] json = credential.getBytes(StandardCharsets.UTF_8);
        done("take a passkey", http.send("POST", api(session, "/auth/passkey"), json, key()));
    }

    @Override
    public void confirmPasskey(String session) {
        done(
                "confirm a passkey",
                http.call("POST", api(session, "/auth/passkey/confirm"), null, key()));
    }

    @Override
    public void logout(String session) {
        if (!get(sessions(session, "")).ok()) {
            return;
        }
        http.call("POST", sessions(session, "/logout"), null, key());
        Answer deleted = http.call("DELETE", sessions(session, ""), null, key());
        if (deleted.status() != 404) {
            done("delete a session", deleted);
        }
    }

    @Override
    public Optional<PhoneNumber> phoneOf(String session, Lid lid) {
        Answer answer = get(api(session, "/lids/" + GatewayHttp.encoded(lid.jid())));
        return Optional.ofNullable(Who.of(Nodes.text(answer.json(), "pn")).phone());
    }

    @Override
    public List<GatewayChat> chats(String session, Instant since) {
        List<GatewayChat> chats = new ArrayList<>();
        for (JsonNode chat : pages(api(session, "/chats/overview?"))) {
            JsonNode last = Nodes.object(chat, "lastMessage");
            var at = Times.read(WahaPayload.time(last == null ? chat : last));
            Jid jid = Jid.of(Nodes.text(chat, "id"));
            if (jid != null && (at == null || !at.at().isBefore(since))) {
                MessageId id = last == null ? null : WahaPayload.id(last);
                chats.add(
                        new GatewayChat(
                                jid.address(),
                                id == null ? null : id.id(),
                                at == null ? null : at.at()));
            }
        }
        return chats;
    }

    /// Filters may leave a page half empty, so that only an empty one is the last.
    private List<JsonNode> pages(String path) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            Answer answer = get(path + "limit=" + PAGE + "&offset=" + (long) page * PAGE);
            JsonNode json = answer.json();
            if (!answer.ok() || json == null || !json.isArray()) {
                throw http.refused("list chats or messages", answer);
            }
            if (json.isEmpty()) {
                break;
            }
            json.forEach(all::add);
        }
        return all;
    }

    @Override
    public List<byte[]> messages(String session, String chat, Instant since) {
        String path =
                api(session, "/chats/" + GatewayHttp.encoded(chat) + "/messages?")
                        + "downloadMedia=true&filter.timestamp.gte="
                        + since.getEpochSecond()
                        + "&";
        List<JsonNode> messages = pages(path);
        JsonNode me = Nodes.object(get(sessions(session, "")).json(), "me");
        return messages.stream().map(message -> webhook(session, me, message)).toList();
    }

    private static byte[] webhook(String session, @Nullable JsonNode me, JsonNode message) {
        ObjectNode root = Reshaped.webhook("message.any").put("session", session);
        if (me != null) {
            root.set("me", me);
        }
        root.set("payload", message);
        return Reshaped.bytes(root);
    }

    /// The host that the webhook names is not looked at: files are the gateway's own, or nobody's.
    @Override
    public InputStream open(MediaNeed need) throws IOException {
        return http.open("/api/files" + GatewayHttp.below(need.mediaId()), key());
    }

    @Override
    public boolean authentic(byte[] body, Map<String, String> headers) {
        return signature.isOf(body, headers.get("x-webhook-hmac"));
    }

    @Override
    public EnvelopeReader envelopes() {
        return new WahaEnvelopes();
    }

    @Override
    public List<Finding> check() {
        return new WahaCheck(settings, http, key()).findings();
    }
}
