package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// `groups`: groups made and dissolved, who came and went, what was set. One update may say several
/// things.
final class GroupReader {
    private final Scene scene;

    GroupReader(Scene scene) {
        this.scene = scene;
    }

    /// @return at least one
    List<Draft> read(JsonNode group) {
        String type = Nodes.text(group, "type");
        return switch (type == null ? "" : type) {
            case "group_create" -> List.of(created(group));
            case "group_delete" ->
                    List.of(notice(group, Topic.OTHER, "The group was deleted" + failed(group)));
            case "group_participants_add" -> participants(group, "added_participants");
            case "group_participants_remove" -> participants(group, "removed_participants");
            case "group_join_request_created" -> List.of(request(group, "asks to join the group"));
            case "group_join_request_revoked" ->
                    List.of(request(group, "no longer asks to join the group"));
            case "group_settings_update" -> settings(group);
            case "group_suspend" ->
                    List.of(notice(group, Topic.OTHER, "WhatsApp suspended the group"));
            case "group_suspend_cleared" ->
                    List.of(notice(group, Topic.OTHER, "WhatsApp allows the group again"));
            default -> List.of(draft(group).saying(new Content.Unknown("group:" + type, null)));
        };
    }

    private Draft draft(JsonNode group) {
        String id = Nodes.text(group, "group_id");
        String subject = Nodes.text(group, "subject");
        Chat chat = new Chat(null, ChatKind.GROUP, subject, id);
        return new Draft(
                chat, scene.time(Nodes.text(group, "timestamp")), List.of(scene.business()));
    }

    private Draft withMembers(JsonNode group, List<Person> people) {
        Draft draft = draft(group);
        List<Person> members = new ArrayList<>(draft.members());
        members.addAll(people);
        return new Draft(draft.chat(), draft.time(), members);
    }

    private Draft notice(JsonNode group, Topic topic, String text) {
        return draft(group).saying(new Notice(topic, text));
    }

    private static String failed(JsonNode group) {
        List<JsonNode> errors = Nodes.list(group, "errors");
        return errors.isEmpty() ? "" : " (failed: " + Nodes.errors(errors) + ")";
    }

    private Draft created(JsonNode group) {
        if (!Nodes.list(group, "errors").isEmpty()) {
            return notice(group, Topic.OTHER, "The group was created" + failed(group));
        }
        List<String> text =
                Stream.of("subject", "description")
                        .map(name -> Nodes.text(group, name))
                        .filter(Objects::nonNull)
                        .toList();
        return draft(group)
                .by(scene.business(), Direction.OUTGOING)
                .saying(
                        new Membership(
                                Action.CREATED,
                                List.of(scene.business()),
                                text.isEmpty() ? null : String.join(": ", text)));
    }

    private List<Draft> participants(JsonNode group, String list) {
        boolean add = list.startsWith("added");
        List<Draft> drafts = new ArrayList<>();
        List<Person> people = Nodes.list(group, list).stream().map(this::participant).toList();
        if (!people.isEmpty()) {
            drafts.add(changed(group, people, add));
        }
        List<JsonNode> failed = Nodes.list(group, "failed_participants");
        if (!failed.isEmpty() || people.isEmpty()) {
            drafts.add(
                    notice(
                            group,
                            Topic.OTHER,
                            "Participants could not be %s: %s"
                                    .formatted(
                                            add ? "added" : "removed",
                                            Nodes.described(
                                                    failed.isEmpty()
                                                            ? group
                                                            : group.get("failed_participants")))));
        }
        return drafts;
    }

    private Draft changed(JsonNode group, List<Person> people, boolean add) {
        boolean themselves =
                add
                        ? "invite_link".equals(Nodes.text(group, "reason"))
                        : "participant".equals(Nodes.text(group, "initiated_by"));
        Action action =
                add
                        ? themselves ? Action.JOINED : Action.ADDED
                        : themselves ? Action.LEFT : Action.REMOVED;
        Person actor = themselves ? people.getFirst() : scene.business();
        return withMembers(group, people)
                .by(actor, themselves ? Direction.INCOMING : Direction.OUTGOING)
                .saying(new Membership(action, people, Nodes.text(group, "reason")));
    }

    /// `input` repeats what the business called the person: a number or a user id.
    private Person participant(JsonNode participant) {
        Peer peer = Peer.named(participant);
        String input = Nodes.text(participant, "input");
        if (peer.isNobody() && input != null) {
            boolean isId = input.indexOf('.') > 0;
            peer = Peer.of(isId ? null : input, isId ? input : null, null);
        }
        return scene.person(peer, Nodes.text(participant, "username"));
    }

    private Draft request(JsonNode group, String does) {
        Person person = participant(group);
        return withMembers(group, List.of(person))
                .by(person, Direction.INCOMING)
                .saying(new Notice(Topic.PERMISSIONS, person.label() + " " + does));
    }

    private List<Draft> settings(JsonNode group) {
        List<Draft> drafts = new ArrayList<>();
        JsonNode subject = Nodes.object(group, "group_subject");
        JsonNode description = Nodes.object(group, "group_description");
        JsonNode picture = Nodes.object(group, "profile_picture");
        if (picture != null) {
            drafts.add(notice(group, Topic.ICON, "Group picture changed" + outcome(picture)));
        }
        if (subject != null) {
            drafts.add(setting(group, Topic.SUBJECT, "Group subject: ", subject));
        }
        if (description != null) {
            drafts.add(setting(group, Topic.DESCRIPTION, "Group description: ", description));
        }
        if (drafts.isEmpty()) {
            drafts.add(notice(group, Topic.OTHER, Nodes.described(group)));
        }
        return drafts;
    }

    private Draft setting(JsonNode group, Topic topic, String label, JsonNode setting) {
        String text = Nodes.text(setting, "text");
        return notice(group, topic, label + (text == null ? "" : text) + outcome(setting));
    }

    private static String outcome(@Nullable JsonNode setting) {
        return "false".equals(Nodes.text(setting, "update_successful"))
                ? " (failed: " + Nodes.errors(Nodes.list(setting, "errors")) + ")"
                : "";
    }
}
