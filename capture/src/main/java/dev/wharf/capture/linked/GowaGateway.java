package dev.wharf.capture.linked;

import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.GatewayHttp.Answer;
import dev.wharf.core.Finding;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// GOWA (aldinokemal/go-whatsapp-web-multidevice) over its REST API.
///
/// It draws its QR code, and asking for one begins linking anew: so one picture is kept until its
/// time is over. Metadata cannot be echoed; its webhooks name the session.
///
/// Safe for many threads.
public final class GowaGateway implements LinkedDeviceGateway {
    private static final String EVENTS =
            "message,message.reaction,message.revoked,message.edited,message.ack,message.deleted,group.participants,group.joined,call.offer,newsletter.message";
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10_000;
    private static final int LARGEST_PICTURE = 1 << 20;

    private final GatewaySettings settings;
    private final GatewayHttp http;
    private final Signature signature;
    private final Clock clock;
    private final Map<String, Picture> pictures = new ConcurrentHashMap<>();

    /// @param path of the picture on the gateway
    private record Picture(String path, Instant until) {}

    public GowaGateway(GatewaySettings settings, Clock clock) {
        this.settings = settings;
        this.http = new GatewayHttp("gowa", settings.base(), settings.timeout());
        this.signature = new Signature("HmacSHA256", settings.hmac());
        this.clock = clock;
    }

    @Override
    public String name() {
        return "gowa";
    }

    private Map<String, String> signIn() {
        return Map.of(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(settings.key().bytes()));
    }

    private Map<String, String> of(String session) {
        return Map.of(
                "Authorization",
                signIn().getOrDefault("Authorization", ""),
                "X-Device-Id",
                GatewayHttp.encoded(session));
    }

    private static String device(String session, String rest) {
        return "/devices/" + GatewayHttp.encoded(session) + rest;
    }

    private JsonNode results(String doing, Answer answer) {
        JsonNode json = answer.json();
        JsonNode results = json == null ? null : json.get("results");
        if (!answer.ok()) {
            throw http.refused(doing, answer);
        }
        return results == null ? Reshaped.object() : results;
    }

    /// The devices it knows; one by one it answers an unknown one with an error like any other.
    private @Nullable JsonNode find(String session) {
        Answer answer = http.call("GET", "/devices", null, signIn());
        for (JsonNode device : results("list devices", answer)) {
            if (session.equals(Nodes.text(device, "id"))) {
                return device;
            }
        }
        return null;
    }

    @Override
    public void start(String session, Map<String, String> metadata) {
        JsonNode there = find(session);
        ObjectNode webhook =
                Reshaped.object()
                        .put("webhook_url", settings.webhook().toString())
                        .put(
                                "webhook_secret",
                                new String(settings.hmac().bytes(), StandardCharsets.UTF_8))
                        .put("webhook_events", EVENTS);
        if (there == null) {
            webhook.put("device_id", session);
            results("add a device", http.call("POST", "/devices", webhook, signIn()));
        } else {
            results(
                    "set a device's webhook",
                    http.call("PATCH", device(session, "/webhook"), webhook, signIn()));
        }
        if (there != null && jid(there) != null) {
            String path = device(session, "/reconnect");
            results("reconnect a device", http.call("POST", path, null, signIn()));
        } else {
            draw(session);
        }
    }

    private static @Nullable String jid(JsonNode device) {
        String jid = Nodes.text(device, "jid");
        return jid == null || jid.isBlank() ? null : jid;
    }

    private Picture draw(String session) {
        Answer answer = http.call("GET", device(session, "/login"), null, signIn());
        JsonNode login = results("link a device", answer);
        String link = Nodes.text(login, "qr_link");
        String seconds = Nodes.text(login, "qr_duration");
        long duration =
                seconds != null && seconds.matches("[0-9]{1,5}") ? Long.parseLong(seconds) : 10;
        URI uri = Envelopes.uri(link);
        String path = uri == null || uri.getPath() == null ? "" : uri.getPath();
        Picture picture = new Picture(path, clock.instant().plusSeconds(duration));
        pictures.put(session, picture);
        return picture;
    }

    @Override
    public LinkState state(String session) {
        JsonNode device = find(session);
        if (device == null) {
            return new LinkState.Absent();
        }
        String jid = jid(device);
        String state = Nodes.text(device, "state");
        if (jid != null) {
            pictures.remove(session);
            return "logged_in".equals(state)
                    ? new LinkState.Linked(Who.of(jid).phone(), Nodes.text(device, "display_name"))
                    : new LinkState.Disconnected(String.valueOf(state));
        }
        LinkState passkey = passkey(session);
        return passkey != null ? passkey : shown(session, "disconnected".equals(state));
    }

    private @Nullable LinkState passkey(String session) {
        Answer answer = http.call("GET", "/app/passkey", null, of(session));
        JsonNode results = results("tell of a passkey", answer);
        JsonNode challenge = Nodes.object(results, "challenge");
        String status = Nodes.text(results, "status");
        if ("awaiting_confirmation".equals(status)) {
            return new LinkState.PasskeyConfirmation(Nodes.text(results, "code"));
        }
        return "awaiting_response".equals(status) && challenge != null
                ? new LinkState.PasskeyRequired(challenge.toString(), null)
                : null;
    }

    /// While a picture is shown the gateway is connected; without, the phone has ended it. When the
    /// picture's time is over it may well have gone away, and linking begins anew.
    private LinkState shown(String session, boolean away) {
        Picture picture = pictures.get(session);
        boolean over = picture != null && !clock.instant().isBefore(picture.until);
        if (picture == null || (away && !over)) {
            pictures.remove(session);
            return new LinkState.LoggedOut("it is not linked; start again to link it");
        }
        return new LinkState.QrShown("", over ? draw(session).until : picture.until);
    }

    @Override
    public Optional<byte[]> qrPicture(String session) {
        Picture picture = pictures.get(session);
        if (picture == null || !picture.path.startsWith("/")) {
            return Optional.empty();
        }
        try (InputStream in = file(picture.path.substring(1))) {
            return Optional.of(in.readNBytes(LARGEST_PICTURE));
        } catch (IOException broken) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE, "the QR code's picture broke off", broken);
        }
    }

    private InputStream file(String path) throws IOException {
        return http.open(GatewayHttp.below(path), signIn());
    }

    @Override
    public void answerPasskey(String session, String credential) {
        byte[] json = credential.getBytes(StandardCharsets.UTF_8);
        results("take a passkey", http.send("POST", "/app/passkey/response", json, of(session)));
    }

    @Override
    public void confirmPasskey(String session) {
        results("confirm a passkey", http.call("POST", "/app/passkey/confirm", null, of(session)));
    }

    @Override
    public void logout(String session) {
        pictures.remove(session);
        if (find(session) != null) {
            results("remove a device", http.call("DELETE", device(session, ""), null, signIn()));
        }
    }

    @Override
    public Optional<PhoneNumber> phoneOf(String session, Lid lid) {
        String path = "/user/info?phone=" + GatewayHttp.encoded(lid.jid());
        JsonNode results = results("resolve a LID", http.call("GET", path, null, of(session)));
        String phone = Nodes.text(results, "resolved_phone");
        return Optional.ofNullable(Who.of(phone + "@s.whatsapp.net").phone());
    }

    @Override
    public List<GatewayChat> chats(String session, Instant since) {
        List<GatewayChat> chats = new ArrayList<>();
        for (JsonNode chat : pages("/chats?", session)) {
            Jid jid = Jid.of(Nodes.text(chat, "jid"));
            var at = Times.read(Nodes.text(chat, "last_message_time"));
            if (jid != null && (at == null || !at.at().isBefore(since))) {
                chats.add(new GatewayChat(jid.address(), null, at == null ? null : at.at()));
            }
        }
        return chats;
    }

    private List<JsonNode> pages(String path, String session) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            String at = path + "limit=" + PAGE + "&offset=" + (long) page * PAGE;
            Answer answer = http.call("GET", at, null, of(session));
            List<JsonNode> data = Nodes.list(results("list chats or messages", answer), "data");
            if (data.isEmpty()) {
                break;
            }
            all.addAll(data);
        }
        return all;
    }

    @Override
    public List<byte[]> messages(String session, String chat, Instant since) {
        JsonNode device = find(session);
        String own = device == null ? null : jid(device);
        String path =
                "/chat/"
                        + GatewayHttp.encoded(chat)
                        + "/messages?start_time="
                        + GatewayHttp.encoded(since.toString())
                        + "&";
        return pages(path, session).stream()
                .map(message -> GowaStored.webhook(session, own, message))
                .toList();
    }

    /// What it downloaded lies under its path; what it did not, it is asked to fetch first.
    @Override
    public InputStream open(MediaNeed need) throws IOException {
        String id = need.mediaId();
        if (!id.startsWith(GowaFiles.BY_MESSAGE)) {
            return file(id);
        }
        String named = id.substring(GowaFiles.BY_MESSAGE.length());
        int slash = named.lastIndexOf('/');
        String path =
                "/message/%s/download?phone=%s"
                        .formatted(
                                GatewayHttp.encoded(named.substring(slash + 1)),
                                GatewayHttp.encoded(named.substring(0, Math.max(0, slash))));
        Answer answer = http.call("GET", path, null, of(need.account()));
        String file = answer.ok() ? Nodes.text(results("fetch", answer), "file_path") : null;
        if (file == null) {
            throw new WharfException(
                    ErrorCode.SOURCE_GONE,
                    "the gateway could not fetch the file from WhatsApp (HTTP %d)"
                            .formatted(answer.status()));
        }
        return file(file);
    }

    @Override
    public boolean authentic(byte[] body, Map<String, String> headers) {
        return signature.isOf(body, headers.get("x-hub-signature-256"));
    }

    @Override
    public EnvelopeReader envelopes() {
        return new GowaEnvelopes();
    }

    @Override
    public List<Finding> check() {
        return new GowaCheck(settings, http, signIn()).findings();
    }
}
