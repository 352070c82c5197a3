package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Call.Medium;
import dev.wharf.core.event.Content.Call.Outcome;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.Structured;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// `calls`, and the statuses of calls. One call is several events of one key: it is offered,
/// perhaps taken, and ends; its recording and transcript come later, as files.
///
/// What two devices say to each other to connect (SDP, with addresses and keys) stays raw.
final class CallReader {
    private final Scene scene;
    private final Media media;

    CallReader(Scene scene, Media media) {
        this.scene = scene;
        this.media = media;
    }

    /// Whom a call is with, and who placed it.
    record Head(Peer other, boolean outgoing) {
        static Head of(Members call, Scene scene) {
            Peer from = Peer.of(call, "from");
            Peer to = Peer.of(call, "to");
            boolean outgoing = outgoing(call, scene);
            // Meta's examples exchange `from` and `to`: the other side is who is not the business.
            boolean swapped = scene.isBusiness(from.number()) != outgoing;
            Peer named = outgoing == swapped ? from : to;
            Peer whole = named.isNobody() ? outgoing ? from : to : named;
            boolean own = scene.isBusiness(whole.number());
            Peer other = own ? new Peer(null, whole.userId(), whole.parentId()) : whole;
            return new Head(scene.complete(other), outgoing);
        }

        private static boolean outgoing(Members call, Scene scene) {
            String direction = call.text("direction");
            return direction == null
                    ? scene.isBusiness(call.text("from")) && !scene.isBusiness(call.text("to"))
                    : direction.equals("BUSINESS_INITIATED");
        }
    }

    /// The member that describes the file an event brings; null when it brings none.
    static @Nullable String file(@Nullable String event) {
        return switch (event == null ? "" : event) {
            case "call_recording_available" -> "call_recording";
            case "call_transcription_available" -> "call_transcript";
            default -> null;
        };
    }

    /// An element of `calls`.
    Draft read(JsonNode call) {
        Head head = Head.of(Members.of(call), scene);
        Peer other = head.other;
        boolean outgoing = head.outgoing;
        String event = Nodes.text(call, "event");
        String member = file(event);
        if (member != null) {
            boolean sound = member.equals("call_recording");
            MediaKind kind = sound ? MediaKind.AUDIO : MediaKind.DOCUMENT;
            return file(call, other, outgoing, member, kind);
        }
        String about = event == null ? "" : event;
        Outcome outcome = outcome(call, about, outgoing);
        return draft(call, other, outgoing)
                .saying(call(call, other, outgoing, outcome, text(call, about)));
    }

    /// An element of `statuses` with `type` `call`: how a call by the business goes on.
    Draft status(JsonNode status) {
        Peer other = scene.complete(StatusReader.recipient(Members.of(status)));
        String word = Nodes.text(status, "status");
        Outcome outcome =
                switch (word == null ? "" : word) {
                    case "RINGING" -> Outcome.OFFERED;
                    case "ACCEPTED" -> Outcome.ANSWERED;
                    case "REJECTED" -> Outcome.REJECTED;
                    case "FAILED" -> Outcome.FAILED;
                    default -> Outcome.UNKNOWN;
                };
        return draft(status, other, true).saying(call(status, other, true, outcome, word));
    }

    private Draft draft(JsonNode call, Peer other, boolean outgoing) {
        String id = Nodes.text(call, "id");
        Draft draft = scene.with(other, scene.time(Nodes.text(call, "timestamp")));
        Peer caller = outgoing ? scene.businessPeer() : other;
        MessageKey key =
                id == null || id.isBlank()
                        ? null
                        : new MessageKey(draft.chat().jid(), id, outgoing, caller.asGiven());
        Person actor = outgoing ? scene.business() : scene.person(other);
        return draft.by(actor, Scene.direction(outgoing)).keyed(key);
    }

    private Content call(
            JsonNode call, Peer other, boolean outgoing, Outcome outcome, @Nullable String text) {
        return new Call(
                medium(call),
                outgoing ? Call.Direction.OUTGOING : Call.Direction.INCOMING,
                outcome,
                duration(call),
                List.of(scene.business(), scene.person(other)),
                false,
                text);
    }

    private static Outcome outcome(JsonNode call, String event, boolean outgoing) {
        return switch (event) {
            case "connect", "call_created" -> Outcome.OFFERED;
            case "terminate" -> ended(call, outgoing);
            default -> Outcome.UNKNOWN;
        };
    }

    /// A duration stands there only when somebody answered.
    private static Outcome ended(JsonNode call, boolean outgoing) {
        if (duration(call) != null) {
            return Outcome.ANSWERED;
        }
        if ("FAILED".equals(Nodes.text(call, "status"))) {
            return Outcome.FAILED;
        }
        return outgoing ? Outcome.UNANSWERED : Outcome.MISSED;
    }

    private static @Nullable Duration duration(JsonNode call) {
        Instant length = Times.seconds(Nodes.text(call, "duration"));
        if (length != null) {
            return Duration.ofSeconds(length.getEpochSecond());
        }
        Instant start = Times.seconds(Nodes.text(call, "start_time"));
        Instant end = Times.seconds(Nodes.text(call, "end_time"));
        return start == null || end == null || end.isBefore(start)
                ? null
                : Duration.between(start, end);
    }

    private static Medium medium(JsonNode call) {
        String sdp = Nodes.text(Nodes.object(call, "session"), "sdp");
        if (sdp == null) {
            return Medium.UNKNOWN;
        }
        return sdp.contains("m=video")
                ? Medium.VIDEO
                : sdp.contains("m=audio") ? Medium.VOICE : Medium.UNKNOWN;
    }

    private static String text(JsonNode call, String event) {
        String status = Nodes.text(call, "status");
        List<JsonNode> errors = Nodes.list(call, "errors");
        return event
                + (status == null ? "" : " " + status)
                + (errors.isEmpty() ? "" : ": " + Nodes.errors(errors));
    }

    /// A file of a call is a message, since a call holds no files. Its name is the call's with what
    /// it is behind it: under one name recording and transcript would be the same message, a file
    /// without words.
    private Draft file(JsonNode call, Peer other, boolean outgoing, String member, MediaKind kind) {
        Draft ofCall = draft(call, other, outgoing);
        MessageKey key = ofCall.key();
        Draft draft =
                key == null
                        ? ofCall
                        : ofCall.keyed(
                                new MessageKey(
                                        key.chatJid(),
                                        key.id() + "#" + member,
                                        key.fromMe(),
                                        key.sender()));
        JsonNode about = Nodes.object(call, member);
        JsonNode file = about == null ? null : described(about);
        if (file == null) {
            return draft.saying(new Content.Unknown("call:" + member, null));
        }
        Media.Named named = media.named(kind, file);
        Content.Message bare = Content.Message.media(null, List.of(named.attachment()));
        return draft.saying(
                new Content.Message(
                        null,
                        bare.attachments(),
                        null,
                        List.of(),
                        null,
                        null,
                        new Structured(member, null, List.of()),
                        List.of(),
                        bare.marks()),
                named.openers());
    }

    static @Nullable JsonNode described(JsonNode about) {
        for (Map.Entry<String, JsonNode> member : about.properties()) {
            if (member.getValue().isObject() && member.getValue().has("id")) {
                return member.getValue();
            }
        }
        return about.has("id") ? about : null;
    }
}
