package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Scene.Where;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Call.Medium;
import dev.wharf.core.event.Content.Call.Outcome;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.party.Person;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Who came to a group and who went, without who did it; and calls, of which GOWA tells that they
/// rang and nothing more.
final class GowaGroups {
    private final Scene scene;
    private final GowaPayload payload;

    GowaGroups(Scene scene, GowaPayload payload) {
        this.scene = scene;
        this.payload = payload;
    }

    Draft members(String event, JsonNode body) {
        Draft group =
                scene.spoken(
                                new Where(
                                        Nodes.text(body, "chat_id"),
                                        Who.NOBODY,
                                        Who.NOBODY,
                                        false,
                                        null),
                                payload.time(body),
                                null)
                        .by(null, Direction.UNKNOWN);
        List<Who> people =
                Nodes.list(body, "jids").stream()
                        .filter(JsonNode::isString)
                        .map(jid -> Who.of(jid.asString()))
                        .filter(who -> !who.isNobody())
                        .toList();
        String type = Objects.requireNonNullElse(Nodes.text(body, "type"), "");
        Action action =
                switch (type) {
                    case "join" -> Action.JOINED;
                    case "leave" -> Action.LEFT;
                    case "promote" -> Action.PROMOTED;
                    case "demote" -> Action.DEMOTED;
                    default -> null;
                };
        if (action == null) {
            return group.saying(new Notice(Topic.OTHER, event + ": " + type));
        }
        List<String> about = people.stream().map(Who::address).flatMap(Stream::ofNullable).toList();
        List<Person> subjects = people.stream().map(scene::person).toList();
        // The gateway's own clock stands beside `group.joined`: no two accounts would agree on it.
        Draft named =
                event.equals("group.joined")
                        ? group
                        : Scene.named(group, "group." + action, payload.exact(body), about);
        return named.saying(new Membership(action, subjects, Nodes.text(body, "reason")));
    }

    Draft call(JsonNode body) {
        Who caller = GowaPayload.sender(body);
        String group = Nodes.text(body, "group_jid");
        String chat = group == null ? caller.address() : group;
        Draft draft =
                scene.spoken(
                        new Where(
                                chat,
                                Who.NOBODY,
                                caller,
                                false,
                                Nodes.text(body, "sender_display_name")),
                        payload.time(body),
                        Nodes.text(body, "call_id"));
        boolean refused = Nodes.flag(body, "auto_rejected");
        return draft.saying(
                new Call(
                        Medium.UNKNOWN,
                        Call.Direction.INCOMING,
                        refused ? Outcome.REJECTED : Outcome.OFFERED,
                        null,
                        draft.sender() == null ? List.of() : List.of(draft.sender()),
                        group != null,
                        refused ? "refused by the gateway" : null));
    }
}
