package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Scene.Where;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Call.Medium;
import dev.wharf.core.event.Content.Call.Outcome;
import dev.wharf.core.event.EventTime;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;

/// Signs of calls, never what was spoken. One call is several events of one name. `call.rejected`
/// is both a refusal and the end of any call: only what the engine shows beside tells which.
final class WahaCalls {
    private final Scene scene;

    WahaCalls(Scene scene) {
        this.scene = scene;
    }

    Draft read(String event, JsonNode body) {
        JsonNode call = Nodes.object(body, "_data");
        String time =
                WahaPayload.first(Nodes.text(body, "timestamp"), Nodes.text(call, "Timestamp"));
        Who caller = caller(call, Nodes.text(body, "from"));
        String group = Nodes.text(call, "GroupJID");
        return draft(call, caller, group, scene.time(time), Nodes.text(body, "id"))
                .saying(call(event, body, call, caller));
    }

    /// whatsmeow's own event, where WAHA has none: that a call was taken or refused on the phone.
    Draft elsewhere(JsonNode call, Outcome outcome) {
        Who caller = caller(call, null);
        String group = Nodes.text(call, "GroupJID");
        EventTime time = scene.time(Nodes.text(call, "Timestamp"));
        return draft(call, caller, group, time, Nodes.text(call, "CallID"))
                .saying(
                        new Call(
                                Medium.UNKNOWN,
                                direction(caller),
                                outcome,
                                null,
                                List.of(scene.person(caller)),
                                group != null && !group.isBlank(),
                                reason(call)));
    }

    private static Who caller(@Nullable JsonNode call, @Nullable String from) {
        return Who.of(
                Nodes.text(call, "CallCreator"),
                Nodes.text(call, "CallCreatorAlt"),
                Nodes.text(call, "From"),
                from);
    }

    private Draft draft(
            @Nullable JsonNode call,
            Who caller,
            @Nullable String group,
            EventTime time,
            @Nullable String id) {
        boolean mine = scene.isOwner(caller);
        String from = Nodes.text(call, "From");
        String chat =
                group != null && !group.isBlank()
                        ? group
                        : mine && from != null ? from : caller.address();
        return scene.spoken(new Where(chat, Who.NOBODY, caller, mine, null), time, id);
    }

    private Call call(String event, JsonNode body, @Nullable JsonNode call, Who caller) {
        return new Call(
                medium(body),
                direction(caller),
                outcome(event, call),
                null,
                caller.isNobody() ? List.of() : List.of(scene.person(caller)),
                Nodes.flag(body, "isGroup"),
                text(event, call));
    }

    private Call.Direction direction(Who caller) {
        return scene.isOwner(caller) ? Call.Direction.OUTGOING : Call.Direction.INCOMING;
    }

    private static Medium medium(JsonNode body) {
        String video = Nodes.text(body, "isVideo");
        return video == null ? Medium.UNKNOWN : video.equals("true") ? Medium.VIDEO : Medium.VOICE;
    }

    private static Outcome outcome(String event, @Nullable JsonNode call) {
        return switch (event) {
            case "call.received" -> Outcome.OFFERED;
            case "call.accepted" -> Outcome.ANSWERED;
            default -> ended(call);
        };
    }

    private static Outcome ended(@Nullable JsonNode call) {
        String reason = reason(call);
        if (reason == null) {
            String tag = Nodes.text(Nodes.object(call, "Data"), "Tag");
            return "reject".equals(tag) ? Outcome.REJECTED : Outcome.UNKNOWN;
        }
        return switch (reason.toLowerCase(Locale.ROOT)) {
            case "timeout", "unavailable" -> Outcome.MISSED;
            case "reject", "rejected", "declined", "busy" -> Outcome.REJECTED;
            case "accepted_elsewhere" -> Outcome.ANSWERED;
            case "rejected_elsewhere" -> Outcome.REJECTED;
            default -> Outcome.UNKNOWN;
        };
    }

    private static @Nullable String reason(@Nullable JsonNode call) {
        String reason = Nodes.text(call, "Reason");
        return reason == null || reason.isBlank() ? null : reason;
    }

    private static @Nullable String text(String event, @Nullable JsonNode call) {
        if (!event.equals("call.rejected")) {
            return null;
        }
        String reason = reason(call);
        return reason == null ? "refused or ended" : "ended: " + reason;
    }
}
