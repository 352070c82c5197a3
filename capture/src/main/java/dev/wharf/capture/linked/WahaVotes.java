package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Content.Unreadable.Reason;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.Stream;

/// Answers to polls and to invitations. Each is a message of its own that points to what it
/// answers; one without options takes the vote back.
final class WahaVotes {
    private final Scene scene;
    private final WahaPayload payload;

    WahaVotes(Scene scene, WahaPayload payload) {
        this.scene = scene;
        this.payload = payload;
    }

    /// @param failed the gateway could not open it; then its list of options is empty, as it is for
    ///   a vote that was taken back
    Draft vote(JsonNode body, boolean failed) {
        JsonNode vote = Nodes.object(body, "vote");
        JsonNode poll = Nodes.object(body, "poll");
        Draft draft = draft(body, vote);
        if (vote == null || failed || !isList(vote.get("selectedOptions"))) {
            return draft.saying(
                    new Unreadable(Reason.NOT_DECRYPTED, "a vote that the gateway could not open"));
        }
        List<Field> options =
                Nodes.list(vote, "selectedOptions").stream()
                        .filter(JsonNode::isValueNode)
                        .map(option -> new Field("option", option.asString()))
                        .toList();
        return new Parts()
                .form(new Structured("poll_vote", null, options))
                .quote(to(draft, Nodes.text(poll, "id")))
                .said()
                .in(draft);
    }

    private static boolean isList(@Nullable JsonNode node) {
        return node != null && node.isArray();
    }

    Draft response(JsonNode body) {
        Draft draft = draft(body, body);
        JsonNode answer = Nodes.object(body, "eventResponse");
        if (answer == null) {
            return draft.saying(
                    new Unreadable(
                            Reason.NOT_DECRYPTED, "an answer that the gateway could not open"));
        }
        return new Parts()
                .form(new Structured("event_response", null, Nodes.fields(answer)))
                .quote(to(draft, Nodes.text(Nodes.object(body, "eventCreationKey"), "id")))
                .said()
                .in(draft);
    }

    private Draft draft(JsonNode body, @Nullable JsonNode said) {
        if (said == null) {
            return scene.ofAccount(scene.time(null));
        }
        JsonNode own = WahaPayload.info(said) == null ? with(said, body) : said;
        MessageId id = WahaPayload.id(said);
        String time = Nodes.text(said, "timestamp");
        return scene.spoken(payload.where(own), scene.time(time), id == null ? null : id.id());
    }

    /// The engine's part stands beside the vote, not within.
    private static JsonNode with(JsonNode vote, JsonNode body) {
        JsonNode data = Nodes.object(body, "_data");
        if (data == null || !vote.isObject()) {
            return vote;
        }
        var whole = Reshaped.object();
        Stream.of("id", "from", "fromMe", "participant", "timestamp")
                .filter(name -> vote.get(name) != null)
                .forEach(name -> whole.set(name, vote.get(name)));
        whole.set("_data", data);
        return whole;
    }

    private @Nullable Quote to(Draft draft, @Nullable String serialized) {
        MessageId id = MessageId.of(serialized);
        if (id == null) {
            return null;
        }
        MessageRef target =
                Scene.target(draft, id.id(), id.fromMe(), Who.of(id.participant()).address());
        return new Quote(target, null, null);
    }
}
