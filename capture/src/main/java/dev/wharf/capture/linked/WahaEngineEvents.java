package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Call.Outcome;
import dev.wharf.core.event.Content.Deletion;
import dev.wharf.core.event.Content.Gap;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Content.Unreadable.Reason;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageRef;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// `engine.event`: whatsmeow's own events, raw. Most repeat what a webhook of its own says, and are
/// nothing here; some are told nowhere else: what could not be decrypted, what is to be seen only
/// once, what the owner deleted for themselves, a call that was taken on the phone.
final class WahaEngineEvents {
    /// Told by webhooks of their own, or how the connection is kept.
    private static final Set<String> REPEATED =
            Set.of(
                    "Message",
                    "Receipt",
                    "Presence",
                    "ChatPresence",
                    "GroupInfo",
                    "JoinedGroup",
                    "LabelEdit",
                    "LabelAssociationChat",
                    "CallOffer",
                    "CallOfferNotice",
                    "CallAccept",
                    "CallReject",
                    "CallPreAccept",
                    "CallTransport",
                    "CallRelayLatency",
                    "ConnectedEventData",
                    "Connected",
                    "Disconnected",
                    "KeepAliveTimeout",
                    "KeepAliveRestored",
                    "QRChannelItem",
                    "QR",
                    "PushNameSetting",
                    "PollVoteEvent",
                    "EventMessageResponse",
                    "AppState",
                    "AppStateSyncComplete",
                    "AppStateSyncError",
                    "HistorySync",
                    "OfflineSyncPreview",
                    "OfflineSyncCompleted",
                    "UnarchiveChatsSetting");

    /// After these nothing arrives until somebody acts.
    private static final Set<String> ENDINGS =
            Set.of(
                    "LoggedOut",
                    "TemporaryBan",
                    "StreamReplaced",
                    "ClientOutdated",
                    "ConnectFailure");

    private final Scene scene;
    private final WahaCalls calls;

    WahaEngineEvents(Scene scene, WahaCalls calls) {
        this.scene = scene;
        this.calls = calls;
    }

    List<Draft> read(JsonNode body) {
        String given = Objects.requireNonNullElse(Nodes.text(body, "event"), "");
        JsonNode data = Nodes.object(body, "data");
        // `events.Message`, `gows.ConnectedEventData`; other engines' names have no such prefix.
        String name = given.substring(given.indexOf('.') + 1);
        boolean whatsmeow =
                given.startsWith("events.")
                        || given.startsWith("gows.")
                        || given.startsWith("whatsmeow.");
        if (!whatsmeow || data == null) {
            return List.of(unknown(given));
        }
        if (REPEATED.contains(name)) {
            return List.of();
        }
        if (ENDINGS.contains(name)) {
            return List.of(ending(name, data));
        }
        return switch (name) {
            case "UndecryptableMessage" -> List.of(undecryptable(data));
            case "DeleteForMe" -> List.of(deleted(data));
            case "CallTerminate" -> terminated(data);
            case "IdentityChange" -> List.of(identity(data));
            default -> List.of(unknown(given));
        };
    }

    private Draft unknown(String name) {
        return scene.ofAccount(scene.time(null))
                .saying(new Content.Unknown("waha:engine.event:" + name, null));
    }

    private Draft ending(String name, JsonNode data) {
        Draft draft = scene.ofAccount(scene.time(null));
        String detail = Nodes.described(data);
        String text = detail.isEmpty() ? name : name + ": " + detail;
        return draft.saying(
                new Gap(draft.time().at(), "nothing is captured any more (" + text + ")"));
    }

    private Draft undecryptable(JsonNode data) {
        JsonNode info = Nodes.object(data, "Info");
        boolean mine = Nodes.flag(info, "IsFromMe");
        Who sender = Who.of(Nodes.text(info, "Sender"), Nodes.text(info, "SenderAlt"));
        Who peer = Who.of(Nodes.text(info, mine ? "RecipientAlt" : "SenderAlt"));
        Draft draft =
                scene.spoken(
                        new Scene.Where(
                                Nodes.text(info, "Chat"),
                                Nodes.flag(info, "IsGroup") ? Who.NOBODY : peer,
                                sender,
                                mine,
                                Nodes.text(info, "PushName")),
                        scene.time(Nodes.text(info, "Timestamp")),
                        Nodes.text(info, "ID"));
        boolean once = "view_once".equals(Nodes.text(data, "UnavailableType"));
        return draft.saying(
                once
                        ? new Unreadable(
                                Reason.VIEW_ONCE,
                                "WhatsApp shows a view-once message on the phone only")
                        : new Unreadable(
                                Reason.NOT_DECRYPTED, "the linked device could not decrypt it"));
    }

    /// On the owner's own devices alone.
    private Draft deleted(JsonNode data) {
        Who sender = Who.of(Nodes.text(data, "SenderJID"));
        boolean mine = Nodes.flag(data, "IsFromMe");
        EventTime time = scene.time(Nodes.text(data, "Timestamp"));
        Draft draft =
                scene.spoken(
                        new Scene.Where(
                                Nodes.text(data, "ChatJID"), Who.NOBODY, sender, mine, null),
                        time,
                        null);
        MessageRef target =
                Scene.target(draft, Nodes.text(data, "MessageID"), mine, sender.address());
        return draft.by(scene.owner(), Direction.OUTGOING)
                .saying(new Deletion(target, Deletion.Scope.FOR_ME, scene.owner(), null));
    }

    /// WAHA passes over calls that ended because another device took or refused them.
    private List<Draft> terminated(JsonNode data) {
        return switch (Objects.requireNonNullElse(Nodes.text(data, "Reason"), "")) {
            case "accepted_elsewhere" -> List.of(calls.elsewhere(data, Outcome.ANSWERED));
            case "rejected_elsewhere" -> List.of(calls.elsewhere(data, Outcome.REJECTED));
            default -> List.of();
        };
    }

    private Draft identity(JsonNode data) {
        String jid = Nodes.text(data, "JID");
        return scene.spoken(
                        new Scene.Where(jid, Who.NOBODY, Who.of(jid), false, null),
                        scene.time(Nodes.text(data, "Timestamp")),
                        null)
                .by(null, Direction.UNKNOWN)
                .saying(new Notice(Topic.SECURITY_CODE, "the security code has changed"));
    }
}
