package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Scene.Where;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// `group.v2.*`: who came and went, and what a group is called. The gateway writes its own clock
/// into the payload; WhatsApp's time stands in what the engine shows beside, and goes first.
final class WahaGroups {
    private static final Map<String, Topic> CHANGES = new LinkedHashMap<>();

    static {
        CHANGES.put("subject", Topic.SUBJECT);
        CHANGES.put("description", Topic.DESCRIPTION);
        CHANGES.put("membersCanSendMessages", Topic.PERMISSIONS);
        CHANGES.put("membersCanAddNewMember", Topic.PERMISSIONS);
        CHANGES.put("newMembersApprovalRequired", Topic.PERMISSIONS);
        CHANGES.put("invite", Topic.OTHER);
    }

    private final Scene scene;

    WahaGroups(Scene scene) {
        this.scene = scene;
    }

    List<Draft> read(String event, JsonNode body) {
        JsonNode data = Nodes.object(body, "_data");
        Draft group = draft(body, data);
        return switch (event) {
            case "group.v2.join" -> List.of(joined(group, body, data));
            case "group.v2.leave" -> List.of(left(group, data));
            case "group.v2.participants" -> List.of(participants(group, body, data));
            default -> update(group, body, data);
        };
    }

    private Draft draft(JsonNode body, @Nullable JsonNode data) {
        EventTime exact = exact(data);
        EventTime time = exact == null ? scene.time(Nodes.text(body, "timestamp")) : exact;
        Who actor = actor(data);
        boolean mine = scene.isOwner(actor);
        String id = Nodes.text(Nodes.object(body, "group"), "id");
        Draft draft = scene.spoken(new Where(id, Who.NOBODY, actor, mine, null), time, null);
        return actor.isNobody() ? draft.by(null, Direction.UNKNOWN) : draft;
    }

    private static @Nullable EventTime exact(@Nullable JsonNode data) {
        return Times.read(Nodes.text(data, "Timestamp"));
    }

    private static Who actor(@Nullable JsonNode data) {
        return Who.of(Nodes.text(data, "Sender"), Nodes.text(data, "SenderPN"));
    }

    /// The owner is in the group from now on; the payload names everybody else who is.
    private Draft joined(Draft group, JsonNode body, @Nullable JsonNode data) {
        List<Person> members = new ArrayList<>(List.of(scene.owner()));
        people(Nodes.object(body, "group")).stream()
                .map(scene::person)
                .filter(person -> !person.owner())
                .forEach(members::add);
        Draft whole =
                new Draft(
                        group.chat(),
                        group.time(),
                        group.sender(),
                        members,
                        group.direction(),
                        null,
                        group.content(),
                        List.of());
        return named(whole, Action.ADDED, List.of(scene.ownerAddresses()), data);
    }

    private Draft left(Draft group, @Nullable JsonNode data) {
        boolean removed = !actor(data).isNobody() && !scene.isOwner(actor(data));
        Action action = removed ? Action.REMOVED : Action.LEFT;
        return named(group, action, List.of(scene.ownerAddresses()), data);
    }

    private Draft participants(Draft group, JsonNode body, @Nullable JsonNode data) {
        List<Who> people = people(body);
        Who actor = actor(data);
        boolean byThemselves = actor.isNobody() || people.stream().anyMatch(who -> who.is(actor));
        String type = Objects.requireNonNullElse(Nodes.text(body, "type"), "");
        Action action =
                switch (type) {
                    case "join" -> byThemselves ? Action.JOINED : Action.ADDED;
                    case "leave" -> byThemselves ? Action.LEFT : Action.REMOVED;
                    case "promote" -> Action.PROMOTED;
                    case "demote" -> Action.DEMOTED;
                    default -> null;
                };
        if (action == null) {
            return group.saying(new Notice(Topic.OTHER, "participants: " + type));
        }
        return named(group, action, people, data);
    }

    private Draft named(Draft group, Action action, List<Who> people, @Nullable JsonNode data) {
        List<String> about = people.stream().map(Who::address).flatMap(Stream::ofNullable).toList();
        List<Person> subjects = people.stream().map(scene::person).toList();
        Draft named = Scene.named(group, "group." + action, exact(data), about);
        return named.saying(new Membership(action, subjects, null));
    }

    private static List<Who> people(@Nullable JsonNode holder) {
        return Nodes.list(holder, "participants").stream()
                .map(one -> Who.of(Nodes.text(one, "id"), Nodes.text(one, "pn")))
                .filter(who -> !who.isNobody())
                .toList();
    }

    /// One event for each thing that changed.
    private List<Draft> update(Draft draft, JsonNode body, @Nullable JsonNode data) {
        JsonNode group = Nodes.object(body, "group");
        List<Draft> changes = new ArrayList<>();
        CHANGES.forEach(
                (name, topic) -> {
                    String value = Nodes.text(group, name);
                    if (value != null) {
                        changes.add(
                                Scene.named(draft, "group." + name, exact(data), List.of())
                                        .saying(new Notice(topic, name + ": " + value)));
                    }
                });
        if (changes.isEmpty()) {
            return List.of(draft.saying(new Notice(Topic.OTHER, "the group was changed")));
        }
        return changes;
    }
}
